/// An imported message as it is written to `Content/threads/SLUG/NN-author.md`.
public struct MessageFile: Hashable, Sendable {
  /// The Message-ID without angle brackets; never masked.
  public var id: String
  /// Whether the mail had no Message-ID, and this one was made from its content.
  public var hasSynthesisedID: Bool
  /// The author's name.
  public var author: String
  /// The moment in RFC 3339, if the mail said one.
  public var date: MailDate?
  /// The Message-ID that it answers.
  public var inReplyTo: String?
  /// The subject.
  public var subject: String
  /// Parts that are not published, by name and type.
  public var attachments: [String]
  /// What stood under the line `-- `.
  public var signature: [String]
  /// A record for each paragraph of the raw message, whether it is excerpted or not.
  public var paragraphs: [ParagraphRecord]
  /// The blocks that are shown.
  public var blocks: [BodyBlock]

  /// The file's whole text: front matter and body.
  public var text: String {
    var text = "---\n"
    text += "message-id: \(YAMLScalar.quoted(id))\n"
    if hasSynthesisedID { text += "synthesised-id: true\n" }
    text += "author: \(YAMLScalar.quoted(author))\n"
    if let date { text += "date: \(date.text)\n" }
    if let inReplyTo { text += "in-reply-to: \(YAMLScalar.quoted(inReplyTo))\n" }
    text += "subject: \(YAMLScalar.quoted(subject))\n"
    if !attachments.isEmpty {
      text += "attachments:  # named, not published\n"
      for attachment in attachments { text += "  - \(YAMLScalar.quoted(attachment))\n" }
    }
    if !signature.isEmpty {
      text += "signature:\n"
      for line in signature { text += "  - \(YAMLScalar.quoted(line))\n" }
    }
    if !paragraphs.isEmpty {
      text += "paragraphs:  # of the raw message: written by import, read by check, not to be edited\n"
      for paragraph in paragraphs { text += Self.text(of: paragraph) }
    }
    return text + "---\n\n" + bodyText
  }

  /// The Markdown under the front matter.
  public var bodyText: String { MarkdownBody.text(of: blocks) }

  /// A record in one line of flow style; the digests of its parts go where one part is the whole.
  private static func text(of record: ParagraphRecord) -> String {
    var text = "  - {depth: \(record.depth), kind: \(record.kind.rawValue), sha256: \"\(record.digest)\""
    if record.parts.count > 1 {
      text += ", \(record.kind == .prose ? "sentences" : "lines"): \"\(record.parts.joined(separator: " "))\""
    }
    return text + "}\n"
  }
}
