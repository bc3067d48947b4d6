/// Where a long text goes in pieces while it is made, so that no more than a piece of it is in memory.
///
/// Whoever makes a text hands it over with ``offer(_:)`` between its parts, and returns what is left in the end. The texts of
/// catalogues have 8 MB for 10,000 kfuncs, and each thread makes one.
public final class TextPieces {
  /// The least that is worth a call of write(2): a quarter of a megabyte.
  private static let size = 1 << 18

  private let take: ([UInt8]) throws -> Void
  /// What taking a piece threw. Nothing is taken after it.
  public private(set) var failure: (any Error)?

  /// Pieces that `take` gets in their order.
  public init(_ take: @escaping ([UInt8]) throws -> Void) { self.take = take }

  /// The room that a text of `room` bytes needs meanwhile: a piece, and the part that makes it whole.
  public static func room(_ room: Int) -> Int { min(room, size * 5 / 4) }

  /// Takes `bytes` away if they are a piece.
  public func offer(_ bytes: inout [UInt8]) {
    guard bytes.count >= Self.size else { return }
    if failure == nil {
      do { try take(bytes) } catch { failure = error }
    }
    bytes.removeAll(keepingCapacity: true)
  }
}
