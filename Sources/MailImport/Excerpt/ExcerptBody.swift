/// A piece of an excerpted message as it stands in its file.
struct ExcerptPiece: Hashable, Sendable {
  /// A piece of text between two marks of a gap, or to the end of its block.
  struct Segment: Hashable, Sendable {
    /// Lines of text, escapes undone.
    var lines: [Line]
    /// Whether a mark stands right before it in the same paragraph.
    var followsMark: Bool
  }

  /// A line, or a piece of one, and where it stands in the file.
  struct Line: Hashable, Sendable {
    var text: String
    var number: Int
    /// The column of each byte of ``text``: escapes make the file's line longer.
    var columns: LineColumns

    /// The column of the byte at `offset` of the normalised text.
    func column(ofNormalised offset: Int) -> Int? {
      var position = 0
      var isGap = true
      for (place, byte) in text.utf8.enumerated() {
        // A no-break space inside the text counts as its two bytes here, which moves the caret, not the proof.
        if byte <= 0x20 {
          if !isGap { position += 1 }
          isGap = true
        } else {
          if position == offset { return columns.column(at: place) }
          position += 1
          isGap = false
        }
      }
      return columns.column(at: 0)
    }
  }

  var kind: BodyBlock.Kind
  var depth: Int
  var language: String
  var segments: [Segment]
  /// Whether a mark ends the paragraph.
  var endsInMark: Bool
  /// The first line of the block in the file.
  var line: Int

  /// The block without its places; only for pieces without marks inside.
  var block: BodyBlock {
    let lines = kind == .elision ? [] : segments.flatMap { $0.lines.map(\.text) }
    return BodyBlock(kind, depth: depth, lines: lines, language: language)
  }
}

/// The body of a message file read back: the inverse of ``MarkdownBody``, for its written form alone.
///
/// What is no such form, such as emphasis added by hand, stays as characters, and so differs from the mail.
struct ExcerptBody {
  private(set) var pieces: [ExcerptPiece] = []

  /// Reads `markdown`, whose first line has the number `firstLine` in its file.
  init(_ markdown: String, firstLine: Int = 1) {
    self.init(lines: ByteLines(Array(markdown.utf8)[...]), firstLine: firstLine)
  }

  /// Reads `lines`, the first of which has the number `firstLine` in its file.
  init(lines: some Sequence<ArraySlice<UInt8>>, firstLine: Int) {
    var open: ExcerptPiece?
    var fence: (length: Int, depth: Int)?
    var number = firstLine
    for line in lines {
      defer { number += 1 }
      var content = line
      if content.last == 0x0d { content.removeLast() }
      var depth = 0
      let wanted = fence?.depth ?? Int.max
      while depth < wanted, content.first == 0x3e {
        depth += 1
        content.removeFirst()
        if content.first == 0x20 { content.removeFirst() }
      }
      let column = content.startIndex - line.startIndex + 1
      if let inside = fence, depth == inside.depth {
        if Self.fenceLength(content) ?? 0 >= inside.length, content.drop(while: { $0 == 0x60 }).trimmed.isEmpty {
          close(&open)
          fence = nil
        } else {
          let columns = LineColumns(from: column, count: content.count)
          open?.segments[0].lines.append(ExcerptPiece.Line(text: content.text, number: number, columns: columns))
        }
        continue
      }
      if fence != nil {
        close(&open)
        fence = nil
      }
      if content.trimmed.isEmpty {
        close(&open)
      } else if let length = Self.fenceLength(content) {
        close(&open)
        fence = (length, depth)
        let language = content.drop { $0 == 0x60 }.trimmed.text
        open = ExcerptPiece(
          kind: language == "diff" ? .diff : .code, depth: depth, language: language,
          segments: [ExcerptPiece.Segment(lines: [], followsMark: false)], endsInMark: false, line: number)
      } else {
        if open?.depth != depth { close(&open) }
        if open == nil {
          open = ExcerptPiece(
            kind: .prose, depth: depth, language: "",
            segments: [ExcerptPiece.Segment(lines: [], followsMark: false)], endsInMark: false, line: number)
        }
        open?.appendProse(content, number: number, column: column)
      }
    }
    close(&open)
  }

  private mutating func close(_ open: inout ExcerptPiece?) {
    guard var piece = open else { return }
    open = nil
    if piece.kind == .prose {
      if let last = piece.segments.last, last.followsMark, last.lines.allSatisfy({ $0.text.isEmpty }) {
        piece.endsInMark = true
        piece.segments.removeLast()
      }
      if piece.segments.first?.lines.allSatisfy({ $0.text.allSatisfy(\.isWhitespace) }) ?? false {
        piece.segments.removeFirst()
      }
      if piece.segments.isEmpty { piece.kind = .elision }
    }
    pieces.append(piece)
  }

  private static func fenceLength(_ content: ArraySlice<UInt8>) -> Int? {
    let run = content.prefix { $0 == 0x60 }.count
    return run >= 3 && !content.dropFirst(run).contains(0x60) ? run : nil
  }
}

extension ExcerptPiece {
  /// Adds a line of a paragraph, escapes undone and marks found.
  fileprivate mutating func appendProse(_ content: ArraySlice<UInt8>, number: Int, column: Int) {
    var text: [UInt8] = []
    var columns = LineColumns()
    var index = content.startIndex
    var isIndentation = true
    func line() -> Line { Line(text: text.trimmedEnd.text, number: number, columns: columns) }
    while index < content.endIndex {
      let rest = content[index...]
      if let length = ElisionMark.length(at: rest) {
        if !text.trimmed.isEmpty { segments[segments.count - 1].lines.append(line()) }
        segments.append(Segment(lines: [], followsMark: true))
        index += length
        text = []
        columns = LineColumns()
        continue
      }
      // Nearly every byte stands for itself.
      let plain = rest.firstIndex(where: MarkdownSpelling.mayBeEncoded) ?? content.endIndex
      if plain > index {
        if isIndentation, !content[index..<plain].allSatisfy({ $0 == 0x20 }) { isIndentation = false }
        text += content[index..<plain]
        columns.append(plain - index, at: column + index - content.startIndex, advances: true)
        index = plain
        continue
      }
      let (decoded, width) = MarkdownSpelling.decoded(rest, isIndentation: isIndentation)
      if !decoded.elementsEqual([0x20]) { isIndentation = false }
      text += decoded
      columns.append(
        decoded.count, at: column + index - content.startIndex, advances: width == decoded.count)
      index += width
    }
    if !text.trimmed.isEmpty { segments[segments.count - 1].lines.append(line()) }
  }
}

/// How single characters are spelled in a message file.
enum MarkdownSpelling {
  private static let entities: [(name: String, text: String)] = [
    ("&nbsp;", " "), ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""),
  ]

  /// Whether something other than `byte` itself may begin with it: an escape, a no-break space, an entity, a link, a mark.
  static func mayBeEncoded(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x5c, 0xc2, 0x26, 0x3c, 0x5b: true
    default: false
    }
  }

  /// What the first characters of `rest` stand for, and how many bytes they take.
  static func decoded(_ rest: ArraySlice<UInt8>, isIndentation: Bool) -> (ArraySlice<UInt8>, Int) {
    guard let first = rest.first else { return ([], 0) }
    switch first {
    case 0x5c:
      guard let next = rest.dropFirst().first, isPunctuation(next) else { return (rest.prefix(1), 1) }
      return (rest.dropFirst().prefix(1), 2)
    case 0xc2 where isIndentation && rest.dropFirst().first == 0xa0: return ([0x20], 2)
    case 0x26:
      for (name, text) in entities where rest.starts(with: name.utf8) {
        return (Array(text.utf8)[...], name.utf8.count)
      }
      return (rest.prefix(1), 1)
    case 0x3c where rest.starts(with: "<http".utf8):
      guard let end = rest.firstIndex(of: 0x3e), !rest[..<end].contains(0x20) else { return (rest.prefix(1), 1) }
      let inner = rest[(rest.startIndex + 1)..<end]
      return (unescapedAddress(inner), inner.count + 2)
    default: return (rest.prefix(1), 1)
    }
  }

  private static func unescapedAddress(_ inner: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var result: [UInt8] = []
    var rest = inner
    while let first = rest.first {
      result.append(first)
      rest = rest.starts(with: "&amp;".utf8) ? rest.dropFirst(5) : rest.dropFirst()
    }
    return result[...]
  }
}
