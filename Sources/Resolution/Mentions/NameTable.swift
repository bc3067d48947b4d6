internal import KfuncModel

/// Names found by their bytes, one look-up whatever their number.
///
/// Open addressing over one pool of bytes; `Hasher` is seeded per process, so no list of names makes it slow. An immutable
/// object: who scans a text holds it, and its five lists were counted one by one for each piece of text.
final class NameTable: Sendable {
  /// The names, sorted by bytes, each once.
  let names: [String]
  /// Whether every name has an underscore, as those of kernels do: then words without one need no look.
  let allHaveUnderscores: Bool
  private let pool: [UInt8]
  private let starts: [Int]
  private let slots: [Int32]
  private let lengths: ClosedRange<Int>
  /// A bit for each pair of bytes that some name begins with: most words of a text need no look-up, which costs a hash.
  private let beginnings: [UInt64]

  init(_ names: some Sequence<String>) {
    let sorted = Set(names.lazy.filter { !$0.isEmpty }).sorted { $0.precedesInBytes($1) }
    var pool: [UInt8] = []
    var starts = [0]
    for name in sorted {
      pool += name.utf8
      starts.append(pool.count)
    }
    var capacity = 16
    while capacity < sorted.count * 2 { capacity *= 2 }
    var slots = [Int32](repeating: -1, count: capacity)
    pool.withUnsafeBufferPointer { bytes in
      for index in sorted.indices {
        let name = UnsafeBufferPointer(rebasing: bytes[starts[index]..<starts[index + 1]])
        var slot = Self.hash(name) & (capacity - 1)
        while slots[slot] >= 0 { slot = (slot + 1) & (capacity - 1) }
        slots[slot] = Int32(index)
      }
    }
    var beginnings = [UInt64](repeating: 0, count: 1 << 10)
    for name in sorted {
      let pair = Self.beginning(name.utf8.first ?? 0, name.utf8.dropFirst().first ?? 0)
      beginnings[pair >> 6] |= 1 << UInt64(pair & 63)
    }
    allHaveUnderscores = sorted.allSatisfy { $0.utf8.contains(UInt8(ascii: "_")) }
    self.beginnings = beginnings
    self.names = sorted
    self.pool = pool
    self.starts = starts
    self.slots = slots
    let counts = sorted.map(\.utf8.count)
    lengths = (counts.min() ?? 1)...(counts.max() ?? 1)
  }

  /// Whether some name begins like these bytes, of which there is one at least.
  func mayHold(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let pair = Self.beginning(bytes[0], bytes.count > 1 ? bytes[1] : 0)
    return beginnings[pair >> 6] & 1 << UInt64(pair & 63) != 0
  }

  /// The position in ``names`` of the name with these bytes.
  func index(of bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard lengths.contains(bytes.count), mayHold(bytes) else { return nil }
    return pool.withUnsafeBufferPointer { pool in
      var slot = Self.hash(bytes) & (slots.count - 1)
      while slots[slot] >= 0 {
        let index = Int(slots[slot])
        let name = pool[starts[index]..<starts[index + 1]]
        if name.count == bytes.count, name.elementsEqual(bytes) { return index }
        slot = (slot + 1) & (slots.count - 1)
      }
      return nil
    }
  }

  /// The position in ``names`` of `name`.
  func index(of name: String) -> Int? {
    name.utf8.span.withUnsafeBufferPointer { index(of: $0) }
  }

  private static func beginning(_ first: UInt8, _ second: UInt8) -> Int { Int(first) << 8 | Int(second) }

  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var hasher = Hasher()
    hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
    return hasher.finalize()
  }
}
