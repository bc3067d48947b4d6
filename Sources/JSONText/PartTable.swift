internal import Foundation

/// The bytes of parts of documents, each with its number in the order in which they were added.
///
/// Hashes in one list, bytes one after another in another: what is looked up is cold, and each step to it waits for memory. A
/// dictionary of lists of lists took a quarter of the time of reading catalogues.
struct PartTable {
  /// Places looked at for one part. A part that finds them taken is not added: parts that were made to collide cost time
  /// once, and nothing is wrong with them.
  private static let probes = 16

  private struct Slot {
    let hash: UInt64
    let begin: Int
    let count: Int32
    let number: Int32
  }

  private var slots = [Slot?](repeating: nil, count: 64)
  private var bytes: [UInt8] = []
  private var count: Int32 = 0

  /// The number of `part`, whose hash is `hash`; nil where it was not added.
  func find(_ part: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> Int? {
    let mask = slots.count - 1
    for probe in 0..<Self.probes {
      guard let slot = slots[(Int(truncatingIfNeeded: hash) + probe) & mask] else { return nil }
      if slot.hash == hash, slot.count == part.count, holds(part, at: slot.begin) { return Int(slot.number) }
    }
    return nil
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
      place(Slot(hash: hash, begin: bytes.count, count: length, number: count))
    else { return false }
    bytes += part
    count += 1
    if Int(count) * 2 > slots.count { grow() }
    return true
  }

  /// Whether a place was free for `slot`, which then has it.
  private mutating func place(_ slot: Slot) -> Bool {
    let mask = slots.count - 1
    for probe in 0..<Self.probes {
      let index = (Int(truncatingIfNeeded: slot.hash) + probe) & mask
      if slots[index] == nil {
        slots[index] = slot
        return true
      }
    }
    return false
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot?](repeating: nil, count: old.count * 2)
    for case let slot? in old { _ = place(slot) }
  }
}
