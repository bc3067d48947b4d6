/// Bounds on what a source may make us read and hold.
///
/// The defaults leave an order of magnitude above a real kernel: 7.3 has 96,000 entries, 1.6 GB, a largest C header of
/// some 25 MB, and its xz archive is a tenth of its tree.
public struct SourceLimits: Hashable, Sendable {
  /// Entries of a tree, archive or commit.
  public var entries = 2_000_000
  /// Bytes of a path.
  public var pathBytes = 4_096
  /// Bytes of one file that is examined or kept; a larger one is passed over with a diagnostic.
  public var fileBytes = 64 << 20
  /// Bytes of all kept files together.
  public var keptBytes = 512 << 20
  /// Bytes of an archive when unpacked.
  public var unpackedBytes = 32 << 30
  /// Unpacked bytes for each packed byte, looked at from `ratioFloor` on.
  public var ratio = 100
  /// Unpacked bytes below which the ratio does not matter.
  public var ratioFloor = 64 << 20
  /// Diagnostics that are spelled out; the rest are counted.
  public var diagnostics = 200

  /// The default bounds.
  public init() {}
}
