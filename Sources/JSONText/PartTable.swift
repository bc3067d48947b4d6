internal import Foundation

/// The bytes of parts of documents, each with its number in the order in which they were added.
///
/// Bytes one after another in one list, hashes in another: a dictionary of lists of lists took a quarter of the time of reading
/// catalogues.
struct PartTable {
  private struct Slot: HashedSlot {
    let hash: UInt64
    let begin: Int
    let count: Int32
    let number: Int32
  }

  private var slots = HashSlots<Slot>()
  private var bytes: [UInt8] = []
  private var count: Int32 = 0

  /// The number of `part`, whose hash is `hash`; nil where it was not added.
  func find(_ part: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> Int? {
    slots.first(hash) { $0.count == part.count && holds(part, at: $0.begin) }.map { Int($0.number) }
  }

  private func holds(_ part: UnsafeBufferPointer<UInt8>, at begin: Int) -> Bool {
    bytes.withUnsafeBytes { own in
      guard let own = own.baseAddress, let other = part.baseAddress else { return part.isEmpty }
      return memcmp(own + begin, other, part.count) == 0
    }
  }

  /// Adds `part` with the next number; false where there is no place for it.
  mutating func add(_ part: [UInt8], _ hash: UInt64) -> Bool {
    guard let length = Int32(exactly: part.count), count < .max,
      slots.add(Slot(hash: hash, begin: bytes.count, count: length, number: count))
    else { return false }
    bytes += part
    count += 1
    return true
  }
}
