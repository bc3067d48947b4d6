internal import Foundation

/// Finds names in text: every run of identifier characters is looked up once, so the cost is that of reading.
///
/// A run counts where it stands for the function: alone or called. As part of a path (`kernel/bpf_x`, `bpf_x.c`), of a
/// mail address or option (`@bpf_x`, `--bpf_x`), or as a member (`ops->bpf_x`, `ops.bpf_x`), it is something else.
/// `bpf_x___flavour` is `bpf_x`, as libbpf reads it, unless a kfunc really has that name.
struct NameScan {
  /// A name that was found.
  struct Hit: Equatable {
    /// Its position in the table; nil for an unknown name that is called like a BPF function.
    var name: Int?
    /// The bytes of the run, a flavour included.
    var bytes: Range<Int>
  }

  let table: NameTable
  /// Whether unknown names that look like calls of BPF functions are reported too.
  var reportsUnknown = false
  /// Bytes looked at and names looked up so far.
  private(set) var steps = 0

  init(_ table: NameTable, reportsUnknown: Bool = false) {
    self.table = table
    self.reportsUnknown = reportsUnknown
  }

  /// The names in `text`, in order.
  mutating func hits(in text: [UInt8]) -> [Hit] { text.withUnsafeBufferPointer { hits(in: $0) } }

  /// The names in `text`, in order.
  mutating func hits(in text: UnsafeBufferPointer<UInt8>) -> [Hit] {
    var hits: [Hit] = []
    visitHits(in: text) { hits.append($0) }
    return hits
  }

  /// Calls `body` for each name in `text`, in order.
  @inline(__always)
  mutating func visitHits(in text: UnsafeBufferPointer<UInt8>, _ body: (Hit) -> Void) {
    var at = 0
    while let run = table.allHaveUnderscores ? Self.underscored(text, from: at) : Self.run(text, from: at) {
      at = run.upperBound
      if let hit = hit(text, run) { body(hit) }
    }
    steps += text.count
  }

  /// The next run of identifier characters.
  private static func run(_ text: UnsafeBufferPointer<UInt8>, from place: Int) -> Range<Int>? {
    var start = place
    while start < text.count, !isIdentifierByte(text[start]) { start += 1 }
    guard start < text.count else { return nil }
    return start..<end(text, from: start)
  }

  /// The next run with an underscore, `place` being no part of it: most words of a text have none, and looking at the bytes
  /// of each was a quarter of the time of reading documents.
  private static func underscored(_ text: UnsafeBufferPointer<UInt8>, from place: Int) -> Range<Int>? {
    guard let base = text.baseAddress, place < text.count,
      let found = memchr(base + place, Int32(UInt8(ascii: "_")), text.count - place)
    else { return nil }
    let sign = UnsafeRawPointer(found) - UnsafeRawPointer(base)
    var start = sign
    while start > place, isIdentifierByte(text[start - 1]) { start -= 1 }
    return start..<end(text, from: sign)
  }

  private static func end(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var end = start
    while end < text.count, isIdentifierByte(text[end]) { end += 1 }
    return end
  }

  /// What the run at `place` is, where it is a name or looks like one. What looks like one has an underscore.
  private mutating func hit(_ text: UnsafeBufferPointer<UInt8>, _ place: Range<Int>) -> Hit? {
    let run = UnsafeBufferPointer(rebasing: text[place])
    // Most words of a text begin like no name.
    if !reportsUnknown, !table.mayHold(run) { return nil }
    guard !isDigit(text[place.lowerBound]), Self.standsForFunction(text, place) else { return nil }
    steps += 1
    var name = table.index(of: run)
    if name == nil, let length = Self.flavourless(run) {
      steps += length
      name = table.index(of: UnsafeBufferPointer(rebasing: run[..<length]))
    }
    guard name != nil || reportsUnknown && Self.isCalledLikeBPF(text, place) else { return nil }
    return Hit(name: name, bytes: place)
  }

  /// The length of what stands before the first `___` of a run.
  private static func flavourless(_ run: UnsafeBufferPointer<UInt8>) -> Int? {
    var underscores = 0
    for (index, byte) in run.enumerated() {
      underscores = byte == UInt8(ascii: "_") ? underscores + 1 : 0
      if underscores == 3 { return index > 2 ? index - 2 : nil }
    }
    return nil
  }

  private static func standsForFunction(_ text: UnsafeBufferPointer<UInt8>, _ run: Range<Int>) -> Bool {
    func byte(_ index: Int) -> UInt8 { index >= 0 && index < text.count ? text[index] : 0x20 }
    let before = byte(run.lowerBound - 1)
    switch before {
    case UInt8(ascii: "/"), UInt8(ascii: "@"), UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "\\"): return false
    // A member, or the end of a file's name; a full stop with nothing before it is not.
    case UInt8(ascii: "."): if isIdentifierByte(byte(run.lowerBound - 2)) { return false }
    case UInt8(ascii: ">"): if byte(run.lowerBound - 2) == UInt8(ascii: "-") { return false }
    case UInt8(ascii: "-"): if byte(run.lowerBound - 2) == UInt8(ascii: "-") { return false }
    default: break
    }
    switch byte(run.upperBound) {
    case UInt8(ascii: "/"), UInt8(ascii: "@"): return false
    case UInt8(ascii: "."): return !isIdentifierByte(byte(run.upperBound + 1))
    default: return true
    }
  }

  private static func isCalledLikeBPF(_ text: UnsafeBufferPointer<UInt8>, _ run: Range<Int>) -> Bool {
    guard run.upperBound < text.count, text[run.upperBound] == UInt8(ascii: "(") else { return false }
    let name = text[run]
    guard name.count > 6, name.count <= 128 else { return false }
    let prefixes: [StaticString] = ["bpf_", "scx_bpf_", "hid_bpf_"]
    return prefixes.contains { prefix in
      name.starts(with: UnsafeBufferPointer(start: prefix.utf8Start, count: prefix.utf8CodeUnitCount))
    }
  }
}

/// Whether a byte may stand in a C identifier.
func isIdentifierByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
    true
  default: false
  }
}

private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
