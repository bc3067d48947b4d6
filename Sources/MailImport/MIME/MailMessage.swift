/// A message as it was read: fields decoded, text decoded, nothing masked yet.
public struct MailMessage: Hashable, Sendable {
  /// The Message-ID without angle brackets.
  public var id: String
  /// Whether the mail had no usable Message-ID, and ``id`` was made from its content.
  public var hasSynthesisedID: Bool
  /// The author's name as the mail gives it.
  public var author: String
  /// The moment, if the mail says one.
  public var date: MailDate?
  /// The subject, in one line.
  public var subject: String
  /// The messages that this one stands under, oldest first, the one it answers last.
  public var references: [String]
  /// Addresses of the lists that it came through.
  public var lists: [String]
  /// The lines of the text, as UTF-8, quotation marks counted and taken off.
  var lines: [BodyLine]
  /// Parts that are not published, each by name and type.
  public var attachments: [String]
  /// Whether the text was cut at the limit.
  public var isCut: Bool
  /// The line of the mailbox at which the message begins, from 1.
  public var firstLine: Int
}

/// A line of a mail's text: how deep it is quoted, and what it says.
struct BodyLine: Hashable, Sendable {
  /// The number of quotation marks before it.
  var depth: Int
  /// What follows the marks; UTF-8 without control characters but tabs.
  var content: [UInt8]
}
