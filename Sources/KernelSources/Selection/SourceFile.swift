/// A file of a kernel tree, read.
public struct SourceFile: Hashable, Sendable {
  /// Path relative to the top of the tree, `/` between components.
  public var path: String
  /// The file's bytes.
  public var bytes: [UInt8]

  /// A file made of its parts.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}
