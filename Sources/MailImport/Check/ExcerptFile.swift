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
  /// How many lines it has.
  let lineCount: Int
  private let bytes: [UInt8]

  /// Reads the text of a message file.
  public init(_ text: String, file: String) { self.init(utf8: Array(text.utf8), file: file) }

  /// Reads the bytes of a message file; what is no UTF-8 is read as U+FFFD.
  public init(_ bytes: [UInt8], file: String) {
    let isValid = String(validating: bytes, as: UTF8.self) != nil
    self.init(utf8: isValid ? bytes : Array(String(decoding: bytes, as: UTF8.self).utf8), file: file)
  }

  private init(utf8 bytes: [UInt8], file: String) {
    self.file = file
    self.bytes = bytes
    let lines = ByteLines(bytes[...]).map { $0.last == 0x0d ? $0.dropLast() : $0 }
    lineCount = lines.count
    var diagnostics: [Diagnostic] = []
    var id: String?
    var paragraphs: [ParagraphRecord] = []
    var paragraphsLine: Int?
    var end = 0
    if lines.first.map(Self.isFence) == true, let close = lines.dropFirst().firstIndex(where: Self.isFence) {
      end = close + 1
      for index in 1..<close {
        // Of the front matter nothing else is read here.
        guard
          lines[index].starts(with: "message-id:".utf8) || lines[index].starts(with: "paragraphs:".utf8)
            || paragraphsLine != nil
        else { continue }
        let line = lines[index].text
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
    // An empty line at the end ends the one before it.
    let text = lines.dropFirst(end)
    body = ExcerptBody(lines: text.last?.isEmpty == true ? text.dropLast() : text, firstLine: end + 1)
  }

  private static func isFence(_ line: ArraySlice<UInt8>) -> Bool { line.elementsEqual("---".utf8) }

  /// The line of that number, from 1; nil where there is none. Looked for when something is wrong there.
  func line(_ number: Int) -> String? {
    guard number >= 1 else { return nil }
    var lines = ByteLines(bytes[...])
    for _ in 1..<number where lines.next() == nil { return nil }
    return lines.next().map { ($0.last == 0x0d ? $0.dropLast() : $0).text }
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
  /// Whether two files of one path have the same bytes: all else is read from those.
  public static func == (left: ExcerptFile, right: ExcerptFile) -> Bool {
    left.file == right.file && left.bytes == right.bytes
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
