public import Diagnostics

/// The messages of a mailbox as a thread: read, freed of duplicates, in order, each with its place in the tree.
public struct MailThread: Sendable {
  /// The mailbox's path, for diagnostics.
  public let file: String
  /// The messages and who answers whom.
  public let tree: MessageTree
  /// The addresses of lists that messages came through, in the order they were first seen.
  public let lists: [String]
  /// Everything that was odd, sorted.
  public let diagnostics: [Diagnostic]
  let mask: AddressMask

  /// Reads the bytes of a mailbox, or of a single mail.
  public init(reading bytes: [UInt8], file: String, limits: ImportLimits = ImportLimits()) {
    self.file = file
    let (mails, splitting) = MailboxSplitter(file: file, limits: limits).split(bytes)
    var reader = MailReader(file: file, limits: limits)
    var messages = mails.map { reader.read($0) }
    var lists: [String] = []
    var seen: Set<String> = []
    for list in messages.flatMap(\.lists) where seen.insert(list).inserted { lists.append(list) }
    self.lists = lists
    let mask = AddressMask(lists: lists)
    self.mask = mask
    let cuts = messages.indices.compactMap { Self.cut(&messages[$0], mask, file, limits) }
    tree = MessageTree(messages, file: file)
    var diagnostics = splitting + reader.diagnostics + cuts + tree.diagnostics
    if messages.isEmpty {
      diagnostics.append(
        Diagnostic(.error, "no-message", "no mail is in this file", at: SourceLocation(file: file)))
    }
    self.diagnostics = Self.placed(diagnostics, in: bytes).sorted()
  }

  /// Cuts a message of more parts than the front matter of its file can prove.
  private static func cut(
    _ message: inout MailMessage, _ mask: AddressMask, _ file: String, _ limits: ImportLimits
  ) -> Diagnostic? {
    // A part has a line of its own, or a sentence's end in one.
    let ends = message.lines.reduce(0) { count, line in
      count + 1 + line.content.reduce(0) { ".!?".utf8.contains($1) ? $0 + 1 : $0 }
    }
    guard ends > limits.provenParts else { return nil }
    var isCut = false
    while !message.lines.isEmpty {
      let count = records(of: MailBody(message, mask: mask).blocks).reduce(0) { $0 + 1 + $1.parts.count }
      guard count > limits.provenParts else { break }
      let kept = min(message.lines.count * limits.provenParts / count, message.lines.count - 1)
      message.lines.removeLast(message.lines.count - kept)
      message.isCut = true
      isCut = true
    }
    guard isCut else { return nil }
    return Diagnostic(
      .warning, "paragraph-limit", "more than \(limits.provenParts) sentences; the rest is cut",
      at: SourceLocation(file: file, line: message.firstLine))
  }

  /// The same, with what is missing at the end of the file told of its last line: there is none behind it.
  private static func placed(_ diagnostics: [Diagnostic], in bytes: [UInt8]) -> [Diagnostic] {
    let ends = bytes.reduce(0) { $1 == 0x0a ? $0 + 1 : $0 }
    let last = max(1, bytes.last == 0x0a ? ends : ends + 1)
    return diagnostics.map { diagnostic in
      var diagnostic = diagnostic
      if let location = diagnostic.location, let line = location.line, line > last {
        diagnostic.location = SourceLocation(file: location.file, line: last)
      }
      return diagnostic
    }
  }

  /// The message with the given Message-ID, with or without angle brackets.
  public func message(_ id: String) -> MailMessage? {
    let bare = id.hasPrefix("<") && id.hasSuffix(">") ? String(id.dropFirst().dropLast()) : id
    return tree.nodes.first { $0.message.id == bare }?.message
  }

  /// The text of a message as blocks, its addresses masked.
  func body(of message: MailMessage) -> MailBody { MailBody(message, mask: mask) }

  /// The records of a raw message's blocks; one without words proves nothing and has none.
  static func records(of blocks: [BodyBlock]) -> [ParagraphRecord] {
    blocks.filter { $0.kind != .elision }.map(ParagraphRecord.init).filter { !$0.parts.isEmpty }
  }

  /// A message as the file that import writes.
  public func file(of node: MessageTree.Node, foldingPatches: Bool) -> MessageFile {
    let message = node.message
    let body = body(of: message)
    return MessageFile(
      id: message.id, hasSynthesisedID: message.hasSynthesisedID, author: mask.masked(message.author),
      date: message.date, inReplyTo: node.parent, subject: mask.masked(message.subject),
      attachments: message.attachments.map { mask.masked($0) }, signature: body.signature,
      paragraphs: Self.records(of: body.blocks),
      blocks: foldingPatches ? PatchFold.folded(body.blocks) : body.blocks)
  }
}
