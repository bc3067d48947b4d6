public import Diagnostics
public import KfuncModel

/// A program, or a family of programs, that uses kfuncs, as its people said or its sources show: `users.yml`.
public struct RegisteredUser: Hashable, Sendable {
  /// One use: which kfuncs, what for, and what happens without them.
  public struct Use: Hashable, Sendable {
    /// The kfuncs.
    public var kfuncs: [Located<String>]
    /// What they are used for.
    public var purpose: String
    /// What the program does, or loses, where one is missing: a fallback is judged for each use.
    public var without: String?
    /// Where it was read.
    public var citation: Citation
    /// The day on which a person last compared it with its source.
    public var verified: CalendarDate
    /// Where it is written.
    public var location: SourceLocation

    /// A use made of its parts.
    public init(
      kfuncs: [Located<String>], purpose: String, without: String?, citation: Citation, verified: CalendarDate,
      location: SourceLocation
    ) {
      self.kfuncs = kfuncs
      self.purpose = purpose
      self.without = without
      self.citation = citation
      self.verified = verified
      self.location = location
    }
  }

  /// The short name in addresses.
  public var id: String
  /// The name.
  public var name: String
  /// Where the program is at home.
  public var url: String
  /// What it is, in a sentence.
  public var summary: String
  /// Its uses.
  public var uses: [Use]
  /// Where it is written.
  public var location: SourceLocation

  /// A user made of its parts.
  public init(id: String, name: String, url: String, summary: String, uses: [Use], location: SourceLocation) {
    self.id = id
    self.name = name
    self.url = url
    self.summary = summary
    self.uses = uses
    self.location = location
  }
}
