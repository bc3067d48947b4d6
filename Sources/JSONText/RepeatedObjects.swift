internal import Foundation
internal import Synchronization

/// Objects of one list that documents repeat apart from their numbers, each kept with what was made of it.
///
/// Eight releases spell eight of ten kfuncs alike but for lines. Such an object is recognised by comparing its bytes as
/// memory, between one number and the next, and is neither read value by value nor looked up part by part: that was half the
/// time of reading catalogues. Safe to use from several threads at once.
public final class RepeatedObjects: Sendable {
  /// The key of the list, and how many values enclose the object that has it: 0 for a member of the outermost.
  let key: StaticString
  let depth: Int
  private let shards: [Shard]

  /// Without any object yet; for the elements of the list `key` of an object inside `depth` other values.
  public init(of key: StaticString, depth: Int) {
    self.key = key
    self.depth = depth
    shards = (0..<16).map { _ in Shard() }
  }

  /// Keeps `value`, which was made of the object at `cursor`: it is what ``JSONCursor/repeated`` answers wherever the same bytes
  /// come again with other numbers, from 1 to the largest `Int32`.
  public func keep(_ value: any AnyObject & Sendable, of cursor: JSONCursor) {
    let tape = cursor.tape
    let places = tape.numberOffsets(from: cursor.index)
    tape.bytes.withUnsafeBufferPointer { bytes in
      let start = Int(tape.entries[cursor.index].offset)
      let hash = Self.headHash(bytes, from: start)
      shard(hash).table.withLock {
        $0.add(UnsafeBufferPointer(rebasing: bytes[start..<tape.end(of: cursor.index)]), places, hash, value)
      }
    }
  }

  /// What was kept of an object with the bytes that begin at `start`, and where they end; their numbers go to `numbers`.
  func find(
    _ bytes: [UInt8], from start: Int, numbers: inout [Int32]
  ) -> (value: any AnyObject & Sendable, end: Int)? {
    bytes.withUnsafeBufferPointer { bytes in
      let hash = Self.headHash(bytes, from: start)
      return shard(hash).table.withLock { $0.find(bytes, from: start, hash, &numbers) }
    }
  }

  private func shard(_ hash: UInt64) -> Shard { shards[Int(truncatingIfNeeded: hash >> 60)] }

  /// Of the bytes up to the first comma, which in a catalogue hold the name.
  private static func headHash(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> UInt64 {
    let longest = UnsafeBufferPointer(rebasing: bytes[start..<min(start + 128, bytes.count)])
    let count = longest.firstIndex(of: UInt8(ascii: ",")) ?? longest.count
    return SharedStrings.hash(UnsafeBufferPointer(rebasing: longest[..<count]))
  }

  private final class Shard: Sendable {
    let table = Mutex(RepeatTable())
  }
}

/// An object that repeats another apart from its numbers.
public struct RepeatedObject: Sendable {
  /// What was kept of the other.
  public let value: any AnyObject & Sendable
  let tape: JSONTape
  let first: Int

  /// The number at `place` among those of the object.
  public func number(_ place: Int) -> Int { Int(tape.numbers[first + place]) }
}

/// Texts of objects without their numbers, one after another in one list: each one behind an object of its own took four
/// steps to cold memory, not one.
private struct RepeatTable {
  private struct Slot: HashedSlot {
    let hash: UInt64
    let begin: Int
    let count: Int
    /// Where the places of its numbers stand.
    let blanks: Range<Int32>
    /// The position of what was kept of it: no slot that is passed by is copied with its value.
    let value: Int32
  }

  private var slots = HashSlots<Slot>()
  private var values: [any AnyObject & Sendable] = []
  private var text: [UInt8] = []
  /// How many bytes stand before each number of an object; numbers left out.
  private var blanks: [Int32] = []

  /// Adds the object `bytes`, whose numbers begin at `places`, in order.
  mutating func add(
    _ bytes: UnsafeBufferPointer<UInt8>, _ places: [Int], _ hash: UInt64, _ value: any AnyObject & Sendable
  ) {
    // No more numbers, and no more objects, than bytes.
    guard bytes.count < Int(Int32.max) - max(blanks.count, values.count) else { return }
    let (begin, firstBlank) = (text.count, blanks.count)
    var start = 0
    for place in places {
      text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<place]))
      blanks.append(Int32(truncatingIfNeeded: text.count - begin))
      start = place
      while start < bytes.count, bytes[start] == UInt8(ascii: "-") || (0x30...0x39).contains(bytes[start]) {
        start += 1
      }
    }
    text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
    let slot = Slot(
      hash: hash, begin: begin, count: text.count - begin,
      blanks: Int32(truncatingIfNeeded: firstBlank)..<Int32(truncatingIfNeeded: blanks.count),
      value: Int32(truncatingIfNeeded: values.count))
    guard slots.add(slot) else {
      text.removeSubrange(begin...)
      blanks.removeSubrange(firstBlank...)
      return
    }
    values.append(value)
  }

  /// What was kept of the object that begins at `start`, with its end; nil, and no number, where none was.
  func find(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ hash: UInt64, _ numbers: inout [Int32]
  ) -> (value: any AnyObject & Sendable, end: Int)? {
    let known = numbers.count
    var end: Int?
    let slot = slots.first(hash) { slot in
      end = self.end(of: slot, in: bytes, from: start, &numbers)
      if end == nil { numbers.removeSubrange(known...) }
      return end != nil
    }
    guard let slot, let end else { return nil }
    return (values[Int(slot.value)], end)
  }

  /// Where the bytes from `start` end when they are the object of `slot` with numbers of their own.
  private func end(
    of slot: Slot, in bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ numbers: inout [Int32]
  ) -> Int? {
    text.withUnsafeBufferPointer { text in
      blanks.withUnsafeBufferPointer { blanks in
        // An object ends in a brace, so that something stands after each number, and no digit.
        var (place, done) = (start, 0)
        for index in slot.blanks {
          let next = Int(blanks[Int(index)])
          guard Self.isSame(bytes, place, text, slot.begin + done, next - done) else { return nil }
          place += next - done
          guard let number = Self.number(bytes, &place) else { return nil }
          numbers.append(number)
          done = next
        }
        guard Self.isSame(bytes, place, text, slot.begin + done, slot.count - done) else { return nil }
        return place + slot.count - done
      }
    }
  }

  private static func isSame(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ text: UnsafeBufferPointer<UInt8>, _ other: Int, _ count: Int
  ) -> Bool {
    guard count <= bytes.count - start, let left = bytes.baseAddress, let right = text.baseAddress else { return false }
    return memcmp(left + start, right + other, count) == 0
  }

  /// The number at `place`, from 1 on and as JSON has it: what else stands there is for the reader to judge.
  private static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int) -> Int32? {
    var number = 0
    let first = place
    while place < bytes.count, bytes[place] >= 0x30, bytes[place] <= 0x39 {
      number = number * 10 + Int(bytes[place] - 0x30)
      guard number > 0, number <= Int(Int32.max) else { return nil }
      place += 1
    }
    return place > first ? Int32(truncatingIfNeeded: number) : nil
  }
}
