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
        let line = lines[index]
        if line.starts(with: "message-id:".utf8) {
          id = YAMLScalar.text(line.dropFirst("message-id:".utf8.count).text[...])
        } else if line.starts(with: "paragraphs:".utf8) {
          paragraphsLine = index + 1
        } else if let start = paragraphsLine, line.starts(with: "  - ".utf8), index >= start {
          if let record = Self.record(line.dropFirst(4)) {
            paragraphs.append(record)
          } else {
            diagnostics.append(
              Diagnostic(
                .error, "hash-mismatch", "a record of the raw message cannot be read",
                at: SourceLocation(file: file, line: index + 1, column: 5), sourceLine: line.text))
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
  private static func record(_ text: ArraySlice<UInt8>) -> ParagraphRecord? {
    guard text.first == UInt8(ascii: "{"), let close = text.lastIndex(of: UInt8(ascii: "}")) else { return nil }
    var (depth, kind, digest): (Int?, BodyBlock.Kind?, ArraySlice<UInt8>?)
    var (sentences, lines): (ArraySlice<UInt8>?, ArraySlice<UInt8>?)
    for field in text[..<close].dropFirst().split(separator: UInt8(ascii: ",")) {
      guard let colon = field.firstIndex(of: UInt8(ascii: ":")) else { return nil }
      let name = field[..<colon].drop { $0 == 0x20 }
      let value = unquoted(field[(colon + 1)...])
      if name.elementsEqual("depth".utf8) {
        depth = Int(value.text)
      } else if name.elementsEqual("kind".utf8) {
        kind = BodyBlock.Kind(rawValue: value.text)
      } else if name.elementsEqual("sha256".utf8) {
        digest = value
      } else if name.elementsEqual("sentences".utf8) {
        sentences = value
      } else if name.elementsEqual("lines".utf8) {
        lines = value
      }
    }
    guard let depth, let kind, let digest, isDigest(digest, ParagraphRecord.paragraphDigits) else { return nil }
    let parts = (sentences ?? lines ?? digest.prefix(ParagraphRecord.partDigits)).split(separator: 0x20)
    guard parts.allSatisfy({ isDigest($0, ParagraphRecord.partDigits) }) else { return nil }
    return ParagraphRecord(depth: depth, kind: kind, digest: digest.text, parts: parts.map(\.text))
  }

  /// `value` without spaces before it and without its quotes.
  private static func unquoted(_ value: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let quote = UInt8(ascii: "\"")
    var value = value.drop { $0 == 0x20 }
    if value.count > 1, value.first == quote, value.last == quote { value = value.dropFirst().dropLast() }
    // Written by hand, they can stand anywhere.
    if value.contains(quote) { value = value.filter { $0 != quote }[...] }
    return value.drop { $0 == 0x20 }
  }

  private static func isDigest(_ text: ArraySlice<UInt8>, _ length: Int) -> Bool {
    text.count == length && text.allSatisfy { isDigit($0) || ($0 >= 0x61 && $0 <= 0x66) }
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
