import Diagnostics
import MarkdownSyntax

/// Checks what every range of a document promises.
struct RangeChecker {
  let bytes: [UInt8]
  private(set) var problems: [String] = []
  /// Leaves without a range of their own.
  private(set) var unplaced = 0
  private(set) var leaves = 0

  init(path: String = "a.md", _ bytes: [UInt8]) {
    self.bytes = bytes
    let document = MarkdownDocument(path: path, bytes: bytes)
    for block in document.blocks { check(block, in: nil) }
    for footnote in document.footnotes {
      let whole = place(footnote.range, in: nil)
      for block in footnote.blocks { check(block, in: whole) }
    }
    for diagnostic in document.diagnostics where (diagnostic.location?.line ?? 1) < 1 {
      problems.append("diagnostic without a line")
    }
  }

  private mutating func check(_ block: Block, in parent: SourceRange?) {
    let own = place(block.range, in: parent)
    switch block.kind {
    case .paragraph(let inlines): check(inlines, in: own)
    case .heading(let heading): check(heading.content, in: own)
    case .list(let list):
      for entry in list.items {
        let whole = place(entry.range, in: own)
        for block in entry.blocks { check(block, in: whole) }
      }
    case .blockQuote(let blocks), .alert(_, let blocks): for block in blocks { check(block, in: own) }
    case .table(let table):
      for row in [table.header] + table.rows {
        let whole = place(row.range, in: own)
        for cell in row.cells { check(cell.content, in: place(cell.range, in: whole)) }
      }
    case .codeBlock, .thematicBreak, .shownAsWritten, .unparsed: leaf(block.range)
    }
  }

  private mutating func check(_ inlines: [Inline], in parent: SourceRange?) {
    for inline in inlines {
      let own = place(inline.range, in: parent)
      if inline.children.isEmpty { leaf(inline.range) }
      check(inline.children, in: own)
      guard let range = inline.range else { continue }
      let source = bytes[range.offsets]
      switch inline.kind {
      case .text(let text):
        // In a table the bars are unescaped before everything else.
        let folded = Array(String(decoding: source, as: UTF8.self).replacing("\\|", with: "|").utf8)
        if MarkdownEscapes.resolve(source) != text, MarkdownEscapes.resolve(folded[...]) != text,
          String(decoding: source, as: UTF8.self) != text
        {
          problems.append("text '\(text)' at '\(String(decoding: source, as: UTF8.self))'")
        }
      case .code(let text):
        if source.first != UInt8(ascii: "`") || source.last != UInt8(ascii: "`") {
          problems.append("code '\(text)' at '\(String(decoding: source, as: UTF8.self))'")
        }
      case .reference(let reference):
        let written = MarkdownEscapes.resolve(source)
        if !written.hasPrefix("[[") || !written.hasSuffix("]]") || !written.contains(reference.target) {
          problems.append("reference '\(reference.target)' at '\(written)'")
        }
      case .softBreak, .lineBreak:
        if let first = source.first, first != 0x0a, first != 0x0d { problems.append("break at \(first)") }
      default: break
      }
    }
  }

  private mutating func leaf(_ range: SourceRange?) {
    leaves += 1
    if range == nil { unplaced += 1 }
  }

  /// The range to hold children against: one's own or the nearest ancestor's.
  private mutating func place(_ range: SourceRange?, in parent: SourceRange?) -> SourceRange? {
    guard let range else { return parent }
    if range.upperBound > bytes.count || range.lowerBound > range.upperBound {
      problems.append("range \(range.offsets) of \(bytes.count) bytes")
      return parent
    }
    if let parent, !parent.contains(range) {
      problems.append("range \(range.offsets) outside of its parent's \(parent.offsets)")
    }
    if lineAndColumn(range.lowerBound) != (range.line, range.column) {
      problems.append("offset \(range.lowerBound) called \(range.line):\(range.column)")
    }
    return range
  }

  /// Counted anew from the beginning: lines end at LF, CR or CRLF; a byte-order mark has no column.
  private func lineAndColumn(_ offset: Int) -> (Int, Int) {
    var line = 1
    var start = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    var index = start
    while index < offset {
      let isPair = bytes[index] == 0x0d && index + 1 < bytes.count && bytes[index + 1] == 0x0a
      if bytes[index] == 0x0a || bytes[index] == 0x0d && !isPair {
        line += 1
        start = index + 1
      }
      index += 1
    }
    return (line, offset - start + 1)
  }
}
