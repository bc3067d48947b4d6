public import Diagnostics

/// A message file as text: what proves its quotations, and its body with places.
///
/// Of the front matter only `message-id` and `paragraphs` are read here, in the form that import writes.
public struct ExcerptFile: Sendable {
  /// The path, for diagnostics.
  public let file: String
  /// The Message-ID, if the front matter has one.
  public let id: String?
  /// The records of the raw message's paragraphs.
  public let paragraphs: [ParagraphRecord]
  /// The line of `paragraphs:`, from 1.
  public let paragraphsLine: Int?
  /// What could not be read.
  public let diagnostics: [Diagnostic]
  let body: ExcerptBody
  let lines: [String]

  /// Reads the text of a message file.
  public init(_ text: String, file: String) {
    self.file = file
    let lines = ByteLines(Array(text.utf8)[...]).map { ($0.last == 0x0d ? $0.dropLast() : $0).text }
    self.lines = lines
    var diagnostics: [Diagnostic] = []
    var id: String?
    var paragraphs: [ParagraphRecord] = []
    var paragraphsLine: Int?
    var end = 0
    if lines.first == "---", let close = lines.dropFirst().firstIndex(of: "---") {
      end = close + 1
      for index in 1..<close {
        let line = lines[index]
        if line.hasPrefix("message-id:") {
          id = YAMLScalar.text(line.dropFirst("message-id:".count))
        } else if line.hasPrefix("paragraphs:") {
          paragraphsLine = index + 1
        } else if let start = paragraphsLine, line.hasPrefix("  - "), index >= start {
          if let record = Self.record(line.dropFirst(4)) {
            paragraphs.append(record)
          } else {
            diagnostics.append(
              Diagnostic(
                .error, "hash-mismatch", "a record of the raw message cannot be read",
                at: SourceLocation(file: file, line: index + 1, column: 5), sourceLine: line))
          }
        }
      }
    }
    if id == nil || paragraphsLine == nil && !lines.dropFirst(end).allSatisfy(\.isEmpty) {
      diagnostics.append(
        Diagnostic(
          .error, "hash-mismatch", "the front matter lacks 'message-id' or 'paragraphs', as import writes them",
          at: SourceLocation(file: file, line: 1)))
    }
    self.id = id
    self.paragraphs = paragraphs
    self.paragraphsLine = paragraphsLine
    self.diagnostics = diagnostics
    body = ExcerptBody(lines.dropFirst(end).joined(separator: "\n"), firstLine: end + 1)
  }

  /// A record in the flow style that import writes; nil if it is no such record.
  private static func record(_ text: Substring) -> ParagraphRecord? {
    guard text.hasPrefix("{"), let close = text.lastIndex(of: "}") else { return nil }
    var fields: [Substring: Substring] = [:]
    for field in text[..<close].dropFirst().split(separator: ",") {
      guard let colon = field.firstIndex(of: ":") else { return nil }
      let name = field[..<colon].drop { $0 == " " }
      let value = field[field.index(after: colon)...].filter { $0 != "\"" }
      fields[name] = Substring(value).drop { $0 == " " }
    }
    guard let depth = fields["depth"].flatMap({ Int($0) }), let digest = fields["sha256"],
      let kind = fields["kind"].flatMap({ BodyBlock.Kind(rawValue: String($0)) }), isDigest(digest, 32)
    else { return nil }
    let parts = (fields["sentences"] ?? fields["lines"] ?? digest.prefix(ParagraphRecord.partDigits)).split(
      separator: " ")
    guard parts.allSatisfy({ isDigest($0, ParagraphRecord.partDigits) }) else { return nil }
    return ParagraphRecord(depth: depth, kind: kind, digest: String(digest), parts: parts.map(String.init))
  }

  private static func isDigest(_ text: Substring, _ length: Int) -> Bool {
    text.utf8.count == length && text.utf8.allSatisfy { isDigit($0) || ($0 >= 0x61 && $0 <= 0x66) }
  }
}

extension ExcerptFile: Equatable {
  /// Whether two files of one path have the same lines: all else is read from those.
  public static func == (left: ExcerptFile, right: ExcerptFile) -> Bool {
    left.file == right.file && left.lines == right.lines
  }
}

extension ExcerptFile {
  /// A gap that a person or folding made.
  public struct Elision: Hashable, Sendable {
    /// The line of the file, from 1.
    public var line: Int
    /// How deep it is quoted.
    public var depth: Int
    /// Whether it stands inside a paragraph, between sentences.
    public var isInParagraph: Bool
  }

  /// The visible gaps of the body, in order.
  public var elisions: [Elision] {
    body.pieces.flatMap { piece -> [Elision] in
      if piece.kind == .elision { return [Elision(line: piece.line, depth: piece.depth, isInParagraph: false)] }
      var result = piece.segments.filter(\.followsMark).map {
        Elision(line: $0.lines.first?.number ?? piece.line, depth: piece.depth, isInParagraph: true)
      }
      if piece.endsInMark {
        let last = piece.segments.last?.lines.last?.number ?? piece.line
        result.append(Elision(line: last, depth: piece.depth, isInParagraph: true))
      }
      return result
    }
  }
}
