public import Rendering
public import TextBytes

/// A file of a site that is no page: its bytes are made when it is written, so that memory does not grow with their
/// number.
public struct DataFile: Sendable {
  /// Where it stands.
  public let address: PageAddress
  private let make: @Sendable (TextPieces?) -> [UInt8]

  /// The file at `address`, whose bytes `make` gives; the same bytes each time.
  public init(_ address: PageAddress, _ make: @escaping @Sendable () -> [UInt8]) {
    self.address = address
    self.make = { _ in make() }
  }

  /// The file at `address`, of which `make` offers what it has made so far to pieces, and gives the rest; the same bytes
  /// each time.
  public init(long address: PageAddress, _ make: @escaping @Sendable (TextPieces?) -> [UInt8]) {
    self.address = address
    self.make = make
  }

  /// The bytes.
  public func bytes() -> [UInt8] { make(nil) }

  /// Makes the bytes piece by piece; `take` gets each, in their order.
  public func write(_ take: ([UInt8]) throws -> Void) throws {
    try withoutActuallyEscaping(take) { take in
      let pieces = TextPieces(take)
      let rest = make(pieces)
      if let failure = pieces.failure { throw failure }
      try take(rest)
    }
  }
}
