internal import Diagnostics
internal import KfuncModel
internal import MailImport
internal import MarkdownSyntax
internal import YAMLText

/// Reads `threads/SLUG/NN-author.md`, and proves that what is shown is in the message.
enum MessageReader {
  /// The message in `file`; nil where its front matter does not say which it is.
  static func read(_ file: ContentFile, diagnostics: inout [Diagnostic]) -> ExcerptedMessage? {
    let document = MarkdownFile.document(file, diagnostics: &diagnostics)
    var fields = MarkdownFile.fields(document, what: "the message")
    let id = fields.string("message-id")
    _ = fields.optionalBool("synthesised-id")
    let author = fields.string("author")
    let date = moment("date", &fields)
    let inReplyTo = fields.optionalString("in-reply-to")
    let subject = subject(&fields)
    let attachments = fields.strings("attachments").map(\.value)
    let signature = fields.strings("signature").map(\.value)
    _ = fields.node("paragraphs")  // read, in the form that import writes, by ExcerptFile
    for id in [id, inReplyTo].compactMap({ $0 }) where !Names.isMessageID(id) {
      fields.report("wrong-type", "a Message-ID is written without angle brackets and holds an @", fields.location)
    }
    fields.finish(into: &diagnostics)
    guard let id, let author, let subject else { return nil }
    diagnostics += QuotationCheck.verify(ExcerptFile(file.bytes, file: file.path))
    return ExcerptedMessage(
      id: id, author: author, date: date, inReplyTo: inReplyTo, subject: subject, attachments: attachments,
      signature: signature, document: document.withoutFields, bytes: file.bytes)
  }

  /// The subject, which a mail may lack: import then writes an empty one.
  static func subject(_ fields: inout ContentFields, isRequired: Bool = true) -> String? {
    guard let node = fields.node("subject") else {
      if isRequired { fields.report("missing-key", "the key 'subject' is missing", fields.location) }
      return nil
    }
    return fields.text(node, "subject").map { $0.isEmpty ? "(no subject)" : $0 }
  }

  /// A moment in RFC 3339, without fractions of a second.
  static func moment(_ key: String, _ fields: inout ContentFields) -> String? {
    guard let node = fields.node(key), let text = fields.text(node, key) else { return nil }
    if isMoment(text) { return text }
    fields.report("wrong-type", "'\(key)' must be a moment such as 2023-07-04T15:01:21+02:00", node.location)
    return nil
  }

  private static func isMoment(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard CalendarDate(text.prefix(10)) != nil, bytes.count == 20 || bytes.count == 25 else { return false }
    /// Whether two digits below `limit` stand at `place`, behind `sign`.
    func holds(_ sign: String, _ limit: Int, at place: Int) -> Bool {
      let digits = bytes[place..<place + 2]
      return sign.utf8.contains(bytes[place - 1]) && digits.allSatisfy { (0x30...0x39).contains($0) }
        && digits.reduce(0) { 10 * $0 + Int($1) - 0x30 } < limit
    }
    // A leap second is a 60th.
    guard holds("T", 24, at: 11), holds(":", 60, at: 14), holds(":", 61, at: 17) else { return false }
    if bytes.count == 20 { return bytes[19] == UInt8(ascii: "Z") }
    // Mail may claim any hours of offset.
    return holds("+-", 100, at: 20) && holds(":", 60, at: 23)
  }
}
