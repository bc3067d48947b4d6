internal import Foundation
internal import Synchronization

/// Values that were made of parts of documents, each kept once for every document that spells it with the same bytes:
/// eight releases spell most prototypes alike, and then seven are not read again. Safe to use from several threads.
public final class SharedValues<Value: Sendable>: Sendable {
  /// Values of one hash that are kept; parts that were made to collide are read each for itself.
  private static var mostOfHash: Int { 4 }

  private let shards: [Shard]

  private final class Shard: Sendable {
    let values = Mutex<[UInt64: [(bytes: [UInt8], value: Value)]]>([:])
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
    shard(hash).values.withLock { values in
      if values[hash, default: []].count < Self.mostOfHash {
        values[hash, default: []].append((Array(cursor.tape.bytes[range]), value))
      }
    }
    return value
  }

  private func shard(_ hash: UInt64) -> Shard { shards[Int(truncatingIfNeeded: hash >> 60)] }

  private func find(_ part: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> Value? {
    shard(hash).values.withLock { values in
      values[hash]?.first { entry in
        entry.bytes.count == part.count
          && entry.bytes.withUnsafeBytes { own in
            own.baseAddress.flatMap { own in part.baseAddress.map { memcmp(own, $0, part.count) == 0 } } ?? true
          }
      }?.value
    }
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
}
