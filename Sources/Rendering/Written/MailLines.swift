internal import MarkdownSyntax

/// Line ends of a mail's prose: those that only keep lines short flow with the window, those that were meant stay.
///
/// A mail does not tell them apart, so the widths do: a line that ends although the next word had room was ended on
/// purpose. Trailers (`Acked-by: …`) and lines that begin as an entry of a list keep to themselves.
enum MailLines {
  /// Columns by which a line may fall short of the longest and still be a wrapped one: hands do not wrap exactly.
  private static let slack = 12
  /// Paragraphs that are narrower were not wrapped at their own width.
  private static let narrowest = 60

  /// `blocks` with the line ends that stay as hard ones. Nesting is bounded by the Markdown reader's own limits.
  static func flowing(_ blocks: [Block]) -> [Block] {
    blocks.map { block in
      switch block.kind {
      case .paragraph(let content): return Block(.paragraph(flowing(content)), range: block.range)
      case .blockQuote(let blocks): return Block(.blockQuote(flowing(blocks)), range: block.range)
      case .list(var list):
        for index in list.items.indices { list.items[index].blocks = flowing(list.items[index].blocks) }
        return Block(.list(list), range: block.range)
      default: return block
      }
    }
  }

  private static func flowing(_ inlines: [Inline]) -> [Inline] {
    var text = ""
    add(inlines, to: &text)
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(Line.init)
    guard lines.count > 1 else { return inlines }
    let width = max(lines.map(\.width).max() ?? 0, narrowest)
    var stays = zip(lines, lines.dropFirst()).map { line, next in
      next.isEntry || line.isTrailer || next.isTrailer || line.width + 1 + next.firstWord + slack <= width
    }[...]
    var isAtStart = false
    return broken(inlines, &stays, &isAtStart)
  }

  /// The text, its line ends as one sign whether soft or hard.
  private static func add(_ inlines: [Inline], to text: inout String) {
    for inline in inlines {
      switch inline.kind {
      case .softBreak, .lineBreak: text += "\n"
      case .text(let own), .code(let own), .shownAsWritten(let own): text += onOneLine(own)
      case .autolink(_, let own): text += own
      default: add(inline.children, to: &text)
      }
    }
  }

  /// `replacing(_:with:)` looks for a pattern and was half of a thread's page; texts of a line have nothing to replace.
  private static func onOneLine(_ text: String) -> String {
    guard text.utf8.contains(0x0a) else { return text }
    return String(decoding: text.utf8.map { $0 == 0x0a ? 0x20 : $0 }, as: UTF8.self)
  }

  /// The inlines with line ends that stay, and without the indentation of lines that flow.
  private static func broken(
    _ inlines: [Inline], _ stays: inout ArraySlice<Bool>, _ flows: inout Bool
  ) -> [Inline] {
    inlines.map { inline in
      let wasStart = flows
      flows = false
      switch inline.kind {
      case .softBreak:
        if stays.popFirst() == true { return Inline(.lineBreak, range: inline.range) }
        flows = true
        return inline
      case .lineBreak:
        _ = stays.popFirst()
        return inline
      case .text(let text):
        guard wasStart, let first = text.unicodeScalars.first, isIndentation(first) else { return inline }
        return Inline(.text(String(text.unicodeScalars.drop(while: isIndentation))), range: inline.range)
      case .emphasis(let content): return Inline(.emphasis(broken(content, &stays, &flows)), range: inline.range)
      case .strong(let content): return Inline(.strong(broken(content, &stays, &flows)), range: inline.range)
      case .strikethrough(let content):
        return Inline(.strikethrough(broken(content, &stays, &flows)), range: inline.range)
      case .link(var link):
        link.content = broken(link.content, &stays, &flows)
        return Inline(.link(link), range: inline.range)
      case .image(var image):
        image.content = broken(image.content, &stays, &flows)
        return Inline(.image(image), range: inline.range)
      default: return inline
      }
    }
  }

  /// A space, or the no-break space by which an import keeps indentation.
  private static func isIndentation(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\u{a0}" }

  /// What is asked of a line.
  private struct Line {
    /// Characters, as a terminal shows them.
    let width: Int
    let firstWord: Int
    /// `- x`, `* x`, `• x`, `1. x`, `(a) x`, `[1] x`.
    let isEntry: Bool
    /// `Acked-by: x`, `Link: x`.
    let isTrailer: Bool

    private static let marks: Set<String> = ["-", "*", "+", "•", "–", "—"]
    private static let headers: Set<String> = [
      "Link", "Fixes", "Cc", "Closes", "From", "To", "Date", "Subject", "Reported",
    ]

    init(_ line: Substring.UnicodeScalarView) {
      width = line.count
      let line = line.drop(while: isIndentation)
      let first = line.prefix { $0 != " " }
      firstWord = first.count
      let hasMore = line.count > first.count
      let inner = String(first.drop { $0 == "(" || $0 == "[" })
      let number = inner.dropLast()
      let isNumbered =
        !number.isEmpty && number.utf8.count <= 3 && [".", ")", "]", ":"].contains(inner.suffix(1))
        && (number.utf8.allSatisfy { (0x30...0x39).contains($0) } || number.utf8.count == 1)
      isEntry = hasMore && (Self.marks.contains(String(first)) || isNumbered)
      let word = String(first.dropLast())
      isTrailer =
        hasMore && first.last == ":"
        && (word.hasSuffix("-by") && word.utf8.first.map { (0x41...0x5a).contains($0) } == true
          || Self.headers.contains(word))
    }
  }
}
