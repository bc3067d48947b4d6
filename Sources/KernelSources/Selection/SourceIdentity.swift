/// What was read, in a form that another person can compare with theirs.
public struct SourceIdentity: Hashable, Sendable {
  /// The kind of source.
  public enum Form: String, Hashable, Sendable, CaseIterable {
    /// An unpacked tree.
    case tree
    /// A tar archive, compressed or not.
    case archive
    /// A commit of a git repository.
    case git
  }

  /// The kind of source.
  public var form: Form
  /// `commit:` and the commit's id, or `sha256:` and a digest: of an archive's own bytes, or of the files kept from a
  /// tree (see ``SourceIdentity/digest(of:)``).
  public var text: String
  /// The name that the source has for itself: the top folder of an archive, the tag, the folder of a tree.
  public var rootName: String?

  /// An identity made of its parts.
  public init(form: Form, text: String, rootName: String?) {
    self.form = form
    self.text = text
    self.rootName = rootName
  }

  /// `sha256:` and the digest of `files` in the order given: for each its path, a zero byte, its length as eight bytes
  /// with the most significant first, and its bytes.
  public static func digest(of files: [SourceFile]) -> String {
    var hash = SHA256Digest()
    for file in files {
      hash.update(Array(file.path.utf8) + [0])
      let length = UInt64(file.bytes.count)
      hash.update((0..<8).map { UInt8(truncatingIfNeeded: length >> (56 - 8 * $0)) })
      hash.update(file.bytes)
    }
    return "sha256:" + hash.hexadecimal()
  }
}
