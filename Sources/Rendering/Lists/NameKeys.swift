internal import Glibc

/// Names in bytes, ASCII letters in lower case, one behind the other: an array for each of 10,000 names, made for each of a
/// hundred lists that hold them, was a fiftieth of a build.
struct NameKeys {
  private var bytes: [UInt8] = []
  /// Where each begins, and where the last ends.
  private var starts: [Int] = [0]

  init(_ names: some Collection<String>) {
    starts.reserveCapacity(names.count + 1)
    bytes.reserveCapacity(names.count * 32)
    for name in names {
      bytes.append(contentsOf: name.utf8)
      starts.append(bytes.count)
    }
    for place in bytes.indices where (0x41...0x5a).contains(bytes[place]) { bytes[place] |= 0x20 }
  }

  /// The name at a position.
  subscript(position: Int) -> ArraySlice<UInt8> { bytes[starts[position]..<starts[position + 1]] }

  /// The positions of the names in the order of their bytes, equal ones in their own; nil where that is the order they are in.
  var order: [Int32]? {
    bytes.withUnsafeBytes { bytes in
      starts.withUnsafeBufferPointer { starts in
        /// Below 0 where the first precedes the second.
        func compare(_ first: Int, _ second: Int) -> Int {
          let (left, right) = (starts[first]..<starts[first + 1], starts[second]..<starts[second + 1])
          guard let base = bytes.baseAddress else { return left.count - right.count }
          let order = memcmp(base + left.lowerBound, base + right.lowerBound, min(left.count, right.count))
          return order == 0 ? left.count - right.count : Int(order)
        }
        let count = starts.count - 1
        if (1..<max(1, count)).allSatisfy({ compare($0 - 1, $0) <= 0 }) { return nil }
        return (0..<Int32(count)).sorted { first, second in
          let order = compare(Int(first), Int(second))
          return order == 0 ? first < second : order < 0
        }
      }
    }
  }
}
