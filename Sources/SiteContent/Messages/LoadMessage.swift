public import Diagnostics
public import KfuncModel

/// What a loader or the verifier says of a kfunc that a program cannot have, or does without a word: `messages.yml`.
public struct LoadMessage: Hashable, Sendable {
  /// Which kfuncs it can concern.
  public enum Scope: String, Hashable, Sendable, CaseIterable {
    /// Every one.
    case all
    /// Those that can be in a module.
    case module
    /// Those whose own name holds what libbpf takes for the mark of a flavour: three underscores and more behind them.
    case flavour
  }

  /// When it is said, or what happens, in our words.
  public var text: String
  /// The message, with `{name}` where the kfunc's name stands; nil where nothing is said.
  public var says: String?
  /// Which kfuncs it can concern.
  public var scope: Scope
  /// Where it was read, release by release.
  public var sources: [Citation]
  /// The day on which a person last compared it with its sources.
  public var verified: CalendarDate
  /// Where it is written.
  public var location: SourceLocation

  /// A message made of its parts.
  public init(
    text: String, says: String?, scope: Scope, sources: [Citation], verified: CalendarDate, location: SourceLocation
  ) {
    self.text = text
    self.says = says
    self.scope = scope
    self.sources = sources
    self.verified = verified
    self.location = location
  }
}
