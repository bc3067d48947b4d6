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

  /// Which page of a kfunc tells its ``LoadMessage/text``.
  public enum Place: String, Hashable, Sendable, CaseIterable {
    /// What may be expected of it.
    case stability
    /// Its entry, below the declarations.
    case entry
  }

  /// How it is found among all that loaders and verifiers say.
  public struct Listing: Hashable, Sendable {
    /// Its name there, which stays when lines move.
    public var id: String
    /// What it is about, in our words.
    public var about: String
    /// The flag that demands it, `KF_ACQUIRE`; nil where none does.
    public var flag: String?

    /// A listing made of its parts.
    public init(id: String, about: String, flag: String?) {
      self.id = id
      self.about = about
      self.flag = flag
    }
  }

  /// When it is said, or what happens, in our words, `{name}` where the kfunc's name stands; nil for what no page of a
  /// kfunc tells.
  public var text: String?
  /// The message: `{name}` where the kfunc's name stands, `{vmlinux}` for any other word that varies, by an example of
  /// it, and `[…]` for numbers; nil where nothing is said.
  public var says: String?
  /// How it is listed with what else is said; nil where it is not.
  public var listing: Listing?
  /// Which kfuncs it can concern.
  public var scope: Scope
  /// Where its text stands.
  public var place: Place
  /// Where it was read, release by release.
  public var sources: [Citation]
  /// The day on which a person last compared it with its sources.
  public var verified: CalendarDate
  /// Where it is written.
  public var location: SourceLocation

  /// A message made of its parts.
  public init(
    text: String?, says: String?, listing: Listing?, scope: Scope, place: Place, sources: [Citation],
    verified: CalendarDate, location: SourceLocation
  ) {
    self.text = text
    self.says = says
    self.listing = listing
    self.scope = scope
    self.place = place
    self.sources = sources
    self.verified = verified
    self.location = location
  }
}

extension LoadMessage {
  /// What is said, for the kfunc `name`.
  public func words(for name: String) -> String? {
    guard let says else { return nil }
    return Self.pieces(of: says).map { piece, isVaried in piece == "name" && isVaried ? name : piece }.joined()
  }

  /// What is said, `…` for all that varies.
  public var pattern: String? {
    guard let says else { return nil }
    let words = Self.pieces(of: says).map { $0.isVaried ? "…" : $0.text }.joined().replacing("[…]", with: "…")
    return words.replacing("… …", with: "…")
  }

  /// The text in braces is what varies; a brace without its partner is one.
  private static func pieces(of says: String) -> [(text: String, isVaried: Bool)] {
    var pieces: [(text: String, isVaried: Bool)] = []
    var rest = says[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      pieces.append((String(rest[..<open]), false))
      pieces.append((String(rest[rest.index(after: open)..<close]), true))
      rest = rest[rest.index(after: close)...]
    }
    pieces.append((String(rest), false))
    return pieces
  }
}
