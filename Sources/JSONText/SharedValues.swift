internal import Synchronization

/// Values that were made of parts of documents, each kept once for every document that spells it with the same bytes:
/// eight releases spell most prototypes alike, and then seven are not read again. Safe to use from several threads.
public final class SharedValues<Value: Sendable>: Sendable {
  private let shards: [Shard]

  private final class Shard: Sendable {
    let kept = Mutex(Kept())
  }

  private struct Kept {
    var places = PartTable()
    var values: [Value] = []
  }

  /// Without any value yet.
  public init() { shards = (0..<16).map { _ in Shard() } }

  /// What `make` gives of the list or object at `cursor`: the value that was made of the same bytes before, where there is
  /// one. `make` may read nothing else.
  public func value<Failure>(
    of cursor: JSONCursor, _ make: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    guard let range = cursor.tape.range(from: cursor.index) else { return try make() }
    let (hash, known) = cursor.tape.bytes.withUnsafeBufferPointer { bytes in
      let part = UnsafeBufferPointer(rebasing: bytes[range])
      let hash = SharedStrings.hash(part)
      return (hash, find(part, hash))
    }
    if let known { return known }
    let value = try make()
    keep(value, of: Array(cursor.tape.bytes[range]), hash)
    return value
  }

  /// What `make` gives of the object at `cursor`, whatever its numbers are: the value that was made before of the same
  /// bytes with other numbers, where there is one. `make` may read nothing else, and no number; it proves that the object has
  /// no member that is unknown.
  public func value<Failure>(
    apartFromNumbersOf cursor: JSONCursor, _ make: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    guard let range = cursor.tape.range(from: cursor.index) else { return try make() }
    let (hash, known) = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: range.count) { buffer in
      let part = cursor.tape.bytesApartFromNumbers(from: cursor.index, in: range, into: buffer)
      let hash = SharedStrings.hash(part)
      return (hash, find(part, hash))
    }
    if let known { return known }
    let value = try make()
    let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
      count = cursor.tape.bytesApartFromNumbers(from: cursor.index, in: range, into: buffer).count
    }
    keep(value, of: bytes, hash)
    return value
  }

  private func keep(_ value: Value, of bytes: [UInt8], _ hash: UInt64) {
    shard(hash).kept.withLock { kept in
      if kept.places.add(bytes, hash) { kept.values.append(value) }
    }
  }

  private func shard(_ hash: UInt64) -> Shard { shards[Int(truncatingIfNeeded: hash >> 60)] }

  private func find(_ part: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> Value? {
    shard(hash).kept.withLock { kept in kept.places.find(part, hash).map { kept.values[$0] } }
  }
}

extension JSONTape {
  /// Bytes that begin with the value at `index` and end where the next part of the document begins: equal ones spell equal
  /// values, since the end of a value follows from its bytes. Nil for the last value.
  func range(from index: Int) -> Range<Int>? {
    let end = next(after: index)
    guard end < entries.count else { return nil }
    return Int(entries[index].offset)..<Int(entries[end].offset)
  }

  /// The bytes of `range`, which begins with the value at `index`, a zero in place of each number (no text has
  /// one); `buffer` has room for all.
  func bytesApartFromNumbers(
    from index: Int, in range: Range<Int>, into buffer: UnsafeMutableBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8> {
    bytes.withUnsafeBufferPointer { bytes in
      var count = 0
      var start = range.lowerBound
      func add(upTo end: Int) {
        count = buffer[count...].update(fromContentsOf: bytes[start..<end])
        start = end
      }
      for place in index..<next(after: index) where entries[place].kind == .integer {
        add(upTo: Int(entries[place].offset))
        buffer[count] = 0
        count += 1
        while start < range.upperBound, bytes[start] == UInt8(ascii: "-") || (0x30...0x39).contains(bytes[start]) {
          start += 1
        }
      }
      add(upTo: range.upperBound)
      return UnsafeBufferPointer(rebasing: buffer[..<count])
    }
  }
}
