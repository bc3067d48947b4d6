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
    let messages = mails.map { reader.read($0) }
    tree = MessageTree(messages, file: file)
    var lists: [String] = []
    var seen: Set<String> = []
    for list in messages.flatMap(\.lists) where seen.insert(list).inserted { lists.append(list) }
    self.lists = lists
    mask = AddressMask(lists: lists)
    var diagnostics = splitting + reader.diagnostics + tree.diagnostics
    if messages.isEmpty {
      diagnostics.append(
        Diagnostic(.error, "no-message", "no mail is in this file", at: SourceLocation(file: file)))
    }
    self.diagnostics = Self.placed(diagnostics, in: bytes).sorted()
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
