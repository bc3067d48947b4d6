internal import Foundation

extension String {
  /// Whether it stands before `other` in the order of their bytes: what `lexicographicallyPrecedes` answers of their UTF-8,
  /// by one comparison of memory. Eighty thousand names are compared in a dozen walks.
  public func precedesInBytes(_ other: String) -> Bool {
    let answer = utf8.withContiguousStorageIfAvailable { own in
      other.utf8.withContiguousStorageIfAvailable { others in
        guard let left = own.baseAddress, let right = others.baseAddress else { return own.count < others.count }
        let order = memcmp(left, right, min(own.count, others.count))
        return order == 0 ? own.count < others.count : order < 0
      }
    }
    return (answer ?? nil) ?? utf8.lexicographicallyPrecedes(other.utf8)
  }
}
