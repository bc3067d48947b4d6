internal import TextBytes

/// A kernel release by its number: `6.12`, `6.12.107`, `7.0-rc3`.
///
/// Ordered numerically, a release candidate before its release; never compared as text, since `6.9` precedes `6.12`.
///
/// Sixteen bytes: every recorded fact, change and interval holds one to three of them.
public struct KernelRelease: Hashable, Sendable {
  private var first: Int32
  private var second: Int32
  private var third: Int32
  /// The candidate's number; the greatest there is for a release itself, so that it comes after its candidates.
  private var order: Int32

  /// First number.
  public var major: Int {
    get { Int(first) }
    set { first = Int32(clamping: newValue) }
  }
  /// Second number.
  public var minor: Int {
    get { Int(second) }
    set { second = Int32(clamping: newValue) }
  }
  /// Point release, 0 for a mainline release.
  public var point: Int {
    get { Int(third) }
    set { third = Int32(clamping: newValue) }
  }
  /// Number of a release candidate, nil for a release.
  public var candidate: Int? {
    get { order == .max ? nil : Int(order) }
    set { order = newValue.map { min(Int32(clamping: $0), .max - 1) } ?? .max }
  }

  /// A release made of its numbers.
  public init(major: Int, minor: Int, point: Int = 0, candidate: Int? = nil) {
    first = Int32(clamping: major)
    second = Int32(clamping: minor)
    third = Int32(clamping: point)
    order = .max
    self.candidate = candidate
  }

  /// The release that `text` names, a leading `v` allowed; nil when it names none.
  public init?(_ text: some StringProtocol) {
    var rest = text[...]
    if rest.hasPrefix("v") { rest = rest.dropFirst() }
    var candidate: Int?
    if let dash = rest.firstIndex(of: "-") {
      let suffix = rest[rest.index(after: dash)...]
      guard suffix.hasPrefix("rc"), let number = KernelRelease.number(suffix.dropFirst(2)) else { return nil }
      candidate = number
      rest = rest[..<dash]
    }
    var numbers: [Int] = []
    for part in rest.split(separator: ".", omittingEmptySubsequences: false) {
      guard let number = KernelRelease.number(part) else { return nil }
      numbers.append(number)
    }
    guard numbers.count == 2 || numbers.count == 3 else { return nil }
    self.init(major: numbers[0], minor: numbers[1], point: numbers.count == 3 ? numbers[2] : 0, candidate: candidate)
  }

  /// The mainline release that this one belongs to: `6.12` for `6.12.107`.
  public var mainline: KernelRelease { KernelRelease(major: major, minor: minor, candidate: candidate) }

  private static func number(_ text: some StringProtocol) -> Int? {
    // Int(_:) takes signs; releases have none.
    guard !text.isEmpty, text.count <= 6, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
    return Int(text)
  }
}

extension KernelRelease: CustomStringConvertible {
  /// The release as the kernel's tags name it, without the `v`.
  public var description: String {
    // Releases of kernels have so few digits that their texts need no memory.
    let isShort =
      (0..<1000).contains(major) && (0..<10_000).contains(minor) && (0..<100_000).contains(point) && candidate == nil
    return String(room: isShort ? 15 : Self.longest) { write(to: &$0) }
  }

  /// Adds ``description``.
  package func add(to bytes: inout [UInt8]) { bytes.append(addingCapacity: Self.longest) { write(to: &$0) } }

  /// Four numbers and what stands between them.
  private static let longest = 4 * DecimalDigits.most + 5

  private func write(to text: inout OutputSpan<UInt8>) {
    text.append(decimal: major)
    text.append(UInt8(ascii: "."))
    text.append(decimal: minor)
    if point != 0 {
      text.append(UInt8(ascii: "."))
      text.append(decimal: point)
    }
    if let candidate {
      text.append("-rc")
      text.append(decimal: candidate)
    }
  }
}

extension KernelRelease: Comparable {
  /// Numeric order; `-rc1` before `-rc2` before the release itself.
  public static func < (left: KernelRelease, right: KernelRelease) -> Bool {
    (left.first, left.second, left.third, left.order) < (right.first, right.second, right.third, right.order)
  }
}
