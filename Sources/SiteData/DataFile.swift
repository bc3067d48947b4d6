public import Rendering

/// A file of a site that is no page: its bytes are made when it is written, so that memory does not grow with their
/// number.
public struct DataFile: Sendable {
  /// Where it stands.
  public let address: PageAddress
  private let make: @Sendable () -> [UInt8]

  /// The file at `address`, whose bytes `make` gives; the same bytes each time.
  public init(_ address: PageAddress, _ make: @escaping @Sendable () -> [UInt8]) {
    self.address = address
    self.make = make
  }

  /// The bytes.
  public func bytes() -> [UInt8] { make() }
}
