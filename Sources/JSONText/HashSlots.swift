/// What a slot of ``HashSlots`` is found by.
protocol HashedSlot: Sendable {
  /// The hash of what the slot stands for.
  var hash: UInt64 { get }
}

/// Slots found by hashes, one after another in one list: each step to something cold waits for memory.
///
/// So many places are looked at for one hash and no more. What finds them taken has no slot: parts of documents that were made
/// to collide cost memory or a reading once more, never time.
struct HashSlots<Slot: HashedSlot>: Sendable {
  private static var probes: Int { 16 }

  private var slots = [Slot?](repeating: nil, count: 64)
  private var count = 0

  /// The first slot of `hash` that is the one that `isWanted` asks for.
  @inline(__always)
  func first(_ hash: UInt64, where isWanted: (Slot) -> Bool) -> Slot? {
    let mask = slots.count - 1
    for probe in 0..<Self.probes {
      guard let slot = slots[(Int(truncatingIfNeeded: hash) + probe) & mask] else { return nil }
      if slot.hash == hash, isWanted(slot) { return slot }
    }
    return nil
  }

  /// Whether a place was free for `slot`, which then has it.
  mutating func add(_ slot: Slot) -> Bool {
    guard place(slot) else { return false }
    count += 1
    if count * 2 > slots.count { grow() }
    return true
  }

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
