/// Bounds on what one mail may cost, after public-inbox's own: what exceeds one is cut there, with a warning, and the
/// rest is imported.
public struct ImportLimits: Hashable, Sendable {
  /// The most bytes of a mailbox that are read.
  public var mailboxBytes = 128 << 20
  /// The most messages of a mailbox that are read.
  public var messages = 5_000
  /// The most bytes of the headers of a message or of one of its parts.
  public var headerBytes = 100_000
  /// The most MIME parts of a message.
  public var parts = 1_000
  /// The deepest nesting of MIME parts.
  public var partDepth = 20
  /// The most bytes of a message's text after decoding.
  public var textBytes = 2 << 20
  /// The most sentences and lines of a message that are proven one by one; a file's front matter of 1 MiB holds about
  /// twelve thousand.
  public var provenParts = 8_000
  /// The deepest quotation; further `>` are text.
  public var quoteDepth = 30
  /// The most bytes of a Message-ID (RFC 5322 allows a line of 998).
  public var messageIDBytes = 998

  /// The limits that the command uses.
  public init() {}
}
