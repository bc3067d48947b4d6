public import KfuncModel

/// Everything that a reference may name.
public struct KnownTargets: Sendable {
  /// Where a clause stands.
  public struct ClausePlace: Hashable, Sendable {
    /// The policy, by slug.
    public var policy: String
    /// The anchor of its heading.
    public var anchor: String

    /// A place made of its parts.
    public init(policy: String, anchor: String) {
      self.policy = policy
      self.anchor = anchor
    }
  }

  /// The names of kfuncs.
  public var names: KfuncNames
  /// Clauses by id.
  public var clauses: [String: ClausePlace]
  /// How many messages each thread lists, by slug.
  public var threads: [String: Int]
  /// The releases, imported or not.
  public var releases: ReleaseList

  /// Targets made of their parts.
  public init(
    names: KfuncNames, clauses: [String: ClausePlace] = [:], threads: [String: Int] = [:], releases: ReleaseList
  ) {
    self.names = names
    self.clauses = clauses
    self.threads = threads
    self.releases = releases
  }
}
