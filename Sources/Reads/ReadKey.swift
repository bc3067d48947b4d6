/// What something was made from, as a number: a part of the words of a site, such as those of one file.
///
/// Two parts may share a number by chance; then what was made from one is made again when the other changed, which costs
/// time and changes nothing.
public struct ReadKey: Hashable, Sendable {
  private let number: Int

  /// The key of the part `name` of its `kind`: `words` of `Content/pages/home.md`.
  public init(_ kind: Kind, _ name: some Hashable) {
    var hasher = Hasher()
    hasher.combine(kind)
    hasher.combine(name)
    number = hasher.finalize()
  }

  /// What parts there are.
  public enum Kind: Hashable, Sendable {
    /// The words of a file.
    case words
    /// What the document of a file names.
    case links
    /// What all documents name.
    case allLinks
    /// The passages that name a kfunc.
    case mentions
    /// The passages that refer to a clause.
    case clauseReferences
    /// The passages that refer to a thread.
    case threadReferences
  }
}
