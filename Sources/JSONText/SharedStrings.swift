internal import Foundation
internal import Synchronization

/// Texts that occur again and again, each kept once for every document that is read with it.
///
/// Eight releases repeat most names, types and paths: shared, they take an eighth of the memory, and comparing two that
/// are equal costs a comparison of addresses. Safe to use from several threads at once.
public final class SharedStrings: Sendable {
  /// Texts up to this many bytes stand in the value of a `String` itself, and sharing them would only cost.
  static let inlineLimit = 15
  private let shards: [Shard]

  /// Without any text yet.
  ///
  /// - Parameter areLasting: Whether the texts stay until the process ends, which copies them faster; for what is read once.
  public init(areLasting: Bool = false) { shards = (0..<16).map { _ in Shard(areLasting: areLasting) } }

  /// The text of `bytes`, which are valid UTF-8.
  func string(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    if bytes.count <= SharedStrings.inlineLimit { return String(decoding: bytes, as: UTF8.self) }
    let hash = SharedStrings.hash(bytes)
    return shards[Int(truncatingIfNeeded: hash >> 60)].table.withLock { $0.string(bytes, hash: hash) }
  }

  /// Eight bytes at a time; nothing but the speed of sharing depends on it.
  static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let raw = UnsafeRawBufferPointer(bytes)
    var hash = UInt64(bytes.count) &* 0x9e37_79b9_7f4a_7c15
    var offset = 0
    while offset + 8 <= raw.count {
      hash = (hash ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) &* 0xff51_afd7_ed55_8ccd
      hash ^= hash >> 32
      offset += 8
    }
    var rest: UInt64 = 0
    while offset < raw.count {
      rest = rest << 8 | UInt64(raw[offset])
      offset += 1
    }
    hash = (hash ^ rest) &* 0xc4ce_b9fe_1a85_ec53
    return hash ^ (hash >> 29)
  }

  private final class Shard: Sendable {
    let table: Mutex<Table>

    init(areLasting: Bool) { table = Mutex(Table(lasting: areLasting ? LastingTexts() : nil)) }
  }

  private struct Table {
    /// The hashes with the positions of their texts: what is looked at and is another text is not touched, and none is copied
    /// when there are more.
    private var slots = HashSlots<Slot>()
    private var texts: [String] = []
    private var lasting: LastingTexts?

    init(lasting: LastingTexts?) { self.lasting = lasting }

    struct Slot: HashedSlot {
      let hash: UInt64
      let text: Int32
    }

    mutating func string(_ bytes: UnsafeBufferPointer<UInt8>, hash: UInt64) -> String {
      if let slot = slots.first(hash, where: { SharedStrings.isSame(texts[Int($0.text)], bytes) }) {
        return texts[Int(slot.text)]
      }
      let text = lasting?.string(bytes) ?? String(decoding: bytes, as: UTF8.self)
      if let number = Int32(exactly: texts.count), slots.add(Slot(hash: hash, text: number)) { texts.append(text) }
      return text
    }
  }

  /// Whether `text` is that of `bytes`; as memory, since `elementsEqual` took a fifth of the time of reading.
  private static func isSame(_ text: String, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let text = text.utf8
    guard text.count == bytes.count, let other = bytes.baseAddress else { return text.count == bytes.count }
    return text.withContiguousStorageIfAvailable { own in
      own.baseAddress.map { memcmp($0, other, bytes.count) == 0 } ?? true
    } ?? text.elementsEqual(bytes)
  }
}
