/// A reference that a writer made on purpose: `[[kfunc:bpf_x]]`, `[[clause:id]]`, `[[thread:slug#3]]`,
/// `[[release:6.12]]`, `[[bpf_x]]`, each with `|label` if it should read otherwise.
public struct CrossReference: Hashable, Sendable {
  /// What kind of thing is referred to.
  public struct Kind: RawRepresentable, Hashable, Sendable {
    /// The word before the colon.
    public let rawValue: String
    /// The kind named `rawValue`.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// A kfunc by name.
    public static let kfunc = Kind(rawValue: "kfunc")
    /// A clause by id.
    public static let clause = Kind(rawValue: "clause")
    /// A thread by slug, or one of its messages: `slug#number`.
    public static let thread = Kind(rawValue: "thread")
    /// A release by version.
    public static let release = Kind(rawValue: "release")
    /// No kind written: whatever has that name.
    public static let any = Kind(rawValue: "")

    static let written: [Kind] = [.kfunc, .clause, .thread, .release]
  }

  /// What kind of thing.
  public var kind: Kind
  /// Its name, id, slug or version.
  public var target: String
  /// The text to show, if one was written.
  public var label: String?

  /// A reference made of its parts.
  public init(kind: Kind, target: String, label: String? = nil) {
    self.kind = kind
    self.target = target
    self.label = label
  }
}
