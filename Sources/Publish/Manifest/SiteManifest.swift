/// Everything that a published site consists of: the promise that `publish --verify` holds a server to.
///
/// It is published with the site as ``path``, last of all, and does not list itself.
public struct SiteManifest: Hashable, Sendable {
  /// One file of a site.
  public struct File: Hashable, Sendable {
    /// Its path, relative to the top of the site.
    public var path: String
    /// Its size in bytes.
    public var size: Int
    /// The SHA-256 of its bytes, 64 lower-case hexadecimal digits.
    public var digest: String
    /// The anchors of a page, in order of bytes; nil for what is no page.
    public var anchors: [String]?

    /// A file made of its parts.
    public init(path: String, size: Int, digest: String, anchors: [String]? = nil) {
      self.path = path
      self.size = size
      self.digest = digest
      self.anchors = anchors
    }
  }

  /// Where it stands in a site.
  public static let path = "site-manifest.json"

  /// All files of the site, by path in bytes.
  public let files: [File]
  /// What pages of an earlier publish ask for and none of this one: it may still be there beside ``files``, by path in bytes.
  public let kept: [File]

  /// The manifest of `files`, beside which `kept` may be there.
  public init(files: [File], kept: [File] = []) {
    self.files = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    self.kept = kept.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// All that may be there.
  public var everything: [File] { files + kept }

  /// ``everything`` by path.
  public var byPath: [String: File] {
    Dictionary(everything.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The bytes of all files together.
  public var size: Int { files.reduce(0) { $0 + $1.size } }
}
