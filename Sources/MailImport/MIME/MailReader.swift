import Diagnostics

/// Reads one message of a mailbox: every oddity becomes a diagnostic, and the message is read all the same.
struct MailReader {
  var file: String
  var limits: ImportLimits
  private(set) var diagnostics: [Diagnostic] = []

  init(file: String, limits: ImportLimits) {
    self.file = file
    self.limits = limits
  }

  /// The message in `mail`.
  mutating func read(_ mail: RawMail) -> MailMessage {
    let (head, body, lines) = MIMEStructure.splitHeaders(mail.bytes)
    let start = mail.firstLine
    if head.count > limits.headerBytes {
      warn(
        "header-limit", "headers of more than \(limits.headerBytes) bytes; fields that do not fit are left out", start)
    }
    let block = HeaderBlock(head, limit: limits.headerBytes)
    if let line = block.malformedLine { warn("malformed-header", "a line of the headers is no field", start + line) }
    if let line = block.cutLine {
      warn("header-limit", "an author's field of more than \(HeaderBlock.longestAuthor) bytes is cut", start + line)
    }
    let headers = GMimeLibrary.headers(block.bytes, isMessage: true)
    for warning in headers.warnings {
      warn("malformed-header", warning.message, start + block.line(at: warning.offset))
    }
    var message = fields(of: headers, mail)
    var structure = MIMEStructure(limits: limits)
    structure.walk(headers, body: body, lineOffset: lines)
    report(structure.cuts, start)
    readText(of: structure.leaves, into: &message, start)
    return message
  }

  // MARK: - Fields

  private mutating func fields(of headers: MIMEHeaders, _ mail: RawMail) -> MailMessage {
    let start = mail.firstLine
    var id = headers.messageID.map(VisibleBytes.field) ?? ""
    let isSynthesised = id.isEmpty || id.utf8.count > limits.messageIDBytes
    if isSynthesised {
      id = "\(Digest.hex(mail.bytes, length: 32))@synthesised.invalid"
      warn("missing-message-id", "no usable Message-ID; one is made from the message's content", start)
    }
    if !headers.declaresDate {
      warn("missing-date", "no Date; the message keeps its place in the file", start)
    } else if headers.date == nil {
      warn("unreadable-date", "the Date cannot be read; the message keeps its place in the file", start)
    }
    let author = VisibleBytes.field(headers.authorName ?? "")
    if author.isEmpty { warn("missing-author", "no author can be read from From", start) }
    var references: [String] = []
    // The nearest are enough to find a place; a long chain is a thread that never ends, or an attack.
    for reference in headers.references.suffix(200) + headers.inReplyTo.prefix(1) {
      let reference = VisibleBytes.field(reference)
      guard !reference.isEmpty, reference.utf8.count <= limits.messageIDBytes, reference != id else { continue }
      // The one that is answered stands last, as In-Reply-To says (RFC 5322, section 3.6.4).
      references.removeAll { $0 == reference }
      references.append(reference)
    }
    return MailMessage(
      id: id, hasSynthesisedID: isSynthesised, author: author.isEmpty ? "unknown" : author, date: headers.date,
      subject: VisibleBytes.field(headers.subject ?? ""), references: references,
      lists: headers.lists.map(VisibleBytes.field), lines: [], attachments: [], isCut: false, firstLine: start)
  }

  // MARK: - Text

  private mutating func readText(of leaves: [MIMEStructure.Leaf], into message: inout MailMessage, _ start: Int) {
    let plain = leaves.filter(Self.isText)
    for leaf in leaves where !Self.isText(leaf) {
      let name = VisibleBytes.field(leaf.headers.fileName ?? "")
      let type = VisibleBytes.field(leaf.headers.mediaType)
      message.attachments.append(name.isEmpty ? type : "\(name) (\(type))")
      if leaf.isAlternative { continue }
      note("attachment", "'\(name.isEmpty ? type : name)' is named, not published", Self.line(of: leaf, start))
    }
    if plain.isEmpty {
      warn("no-plain-text", "no part of the message is plain text", start)
    }
    var room = limits.textBytes
    for leaf in plain {
      // No transfer encoding takes more than four bytes for one; what is longer is cut before it is decoded.
      var leaf = leaf
      let most = 4 * limits.textBytes + 1_024
      let isLong = leaf.body.count > most
      if isLong { leaf.body = leaf.body.prefix(most) }
      var bytes = utf8(leaf, start)
      if bytes.count > room || isLong {
        // Cut at a line's end: half a line would be quoted as a whole one.
        let end = bytes.prefix(room).lastIndex(of: 0x0a) ?? 0
        bytes = Array(bytes.prefix(end))
        message.isCut = true
        warn("size-limit", "text of more than \(limits.textBytes) bytes; the rest is cut", Self.line(of: leaf, start))
      }
      room -= bytes.count
      appendLines(of: bytes, leaf, into: &message, start)
      if message.isCut { break }
    }
  }

  private mutating func appendLines(
    of bytes: [UInt8], _ leaf: MIMEStructure.Leaf, into message: inout MailMessage, _ start: Int
  ) {
    var lines: [[UInt8]] = []
    var firstChanged: Int?
    for (index, line) in ByteLines(bytes[...]).enumerated() {
      let (shown, changed) = VisibleBytes.of(line)
      if changed, firstChanged == nil { firstChanged = index }
      lines.append(shown)
    }
    if let firstChanged {
      let line = Self.line(of: leaf, start) + firstChanged
      warn("control-character", "control or invisible characters are shown as \\u{…}", line)
    }
    let read =
      leaf.headers.isFlowed
      ? QuotedLines.flowed(lines.map { $0[...] }, delSp: leaf.headers.deletesSpace, deepest: limits.quoteDepth)
      : lines.map { QuotedLines.fixed($0[...], deepest: limits.quoteDepth) }
    if let deep = read.firstIndex(where: { $0.depth == limits.quoteDepth && $0.content.first == 0x3e }) {
      let line = Self.line(of: leaf, start) + deep
      warn("quote-depth-limit", "quoted deeper than \(limits.quoteDepth); further marks are text", line)
    }
    // Between two parts there is at least an empty line.
    if !message.lines.isEmpty { message.lines.append(BodyLine(depth: 0, content: [])) }
    message.lines += read
  }

  /// The line of a part's text; where nothing follows its headers, the last one of these: there may be none behind them.
  private static func line(of leaf: MIMEStructure.Leaf, _ start: Int) -> Int {
    start + (leaf.body.isEmpty ? max(0, leaf.lineOffset - 1) : leaf.lineOffset)
  }

  private mutating func utf8(_ leaf: MIMEStructure.Leaf, _ start: Int) -> [UInt8] {
    let line = Self.line(of: leaf, start)
    let encoding = leaf.headers.transferEncoding
    if let fault = TransferEncodingFault.of(leaf.body, encoding) { warn("bad-encoding", fault, line) }
    let bytes = GMimeLibrary.decoded(leaf.body, transferEncoding: encoding)
    let isASCII = bytes.allSatisfy { $0 < 0x80 }
    guard let charset = leaf.headers.charset?.lowercased(), !charset.isEmpty else {
      if isASCII {
        note("missing-charset", "no charset is declared; the text is ASCII", line)
      } else {
        warn("missing-charset", "no charset is declared and the text is not ASCII; read as UTF-8", line)
      }
      return repaired(bytes, line)
    }
    if isASCII && !charset.hasPrefix("utf-16") && !charset.hasPrefix("utf-32") && !charset.hasPrefix("iso-2022")
      && !charset.hasPrefix("utf-7") && !charset.hasPrefix("hz")
    {
      if GMimeLibrary.utf8([], from: charset) == nil { unknown(charset, line) }
      return bytes
    }
    if ["utf-8", "utf8", "us-ascii", "ascii"].contains(charset) { return repaired(bytes, line) }
    guard let converted = GMimeLibrary.utf8(bytes, from: charset) else {
      unknown(charset, line)
      return repaired(bytes, nil)
    }
    return repaired(converted, line)
  }

  private mutating func unknown(_ charset: String, _ line: Int) {
    let name = VisibleBytes.field(String(charset.prefix(60)))
    warn("unknown-charset", "charset '\(name)' is not known; what is not UTF-8 is shown as U+FFFD", line)
  }

  private mutating func repaired(_ bytes: [UInt8], _ line: Int?) -> [UInt8] {
    if bytes.allSatisfy({ $0 < 0x80 }) { return bytes }
    let result = Array(String(decoding: bytes, as: UTF8.self).utf8)
    if let line, result != bytes || bytes.contains(sequence: [0xef, 0xbf, 0xbd]) {
      warn("invalid-text", "bytes that are no text of the charset are shown as U+FFFD", line)
    }
    return result
  }

  private static func isText(_ leaf: MIMEStructure.Leaf) -> Bool {
    leaf.headers.mediaType == "text/plain" && !leaf.headers.isAttachment
  }

  // MARK: - Diagnostics

  private mutating func report(_ cuts: [MIMEStructure.Cut], _ start: Int) {
    for cut in cuts.prefix(20) {
      switch cut {
      case .parts(let offset): warn("part-limit", "more than \(limits.parts) parts; the rest is cut", start + offset)
      case .depth(let offset):
        warn("depth-limit", "parts nested deeper than \(limits.partDepth); what is deeper is cut", start + offset)
      case .headers(let offset):
        warn("header-limit", "headers of a part of more than \(limits.headerBytes) bytes", start + offset)
      case .noBoundary(let offset):
        warn("missing-boundary", "a multipart without a boundary; read as plain text", start + offset)
      }
    }
  }

  private mutating func warn(_ code: Diagnostic.Code, _ text: String, _ line: Int) {
    diagnostics.append(Diagnostic(.warning, code, text, at: SourceLocation(file: file, line: line)))
  }

  private mutating func note(_ code: Diagnostic.Code, _ text: String, _ line: Int) {
    diagnostics.append(Diagnostic(.note, code, text, at: SourceLocation(file: file, line: line)))
  }
}

extension [UInt8] {
  /// Whether `sequence` stands anywhere in the bytes.
  func contains(sequence: [UInt8]) -> Bool {
    guard let first = sequence.first, count >= sequence.count else { return false }
    var start = startIndex
    while let found = self[start...].firstIndex(of: first) {
      if self[found...].starts(with: sequence) { return true }
      start = found + 1
    }
    return false
  }
}
