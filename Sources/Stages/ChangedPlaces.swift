extension Array where Element: Equatable {
  /// The places at which `other`, which is as long, has another element.
  ///
  /// Compared where they lie: ten thousand notes copied to be compared are most of the time of a save.
  @inlinable
  public func places(otherThanIn other: [Element]) -> [Int] {
    withUnsafeBufferPointer { own in
      other.withUnsafeBufferPointer { other in
        // One list: nothing of it needs a look.
        if own.baseAddress == other.baseAddress { return [] }
        return own.indices.filter { own[$0] != other[$0] }
      }
    }
  }
}
