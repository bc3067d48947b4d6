internal import MarkdownSyntax

/// The blocks of a message as mail means them: what is no markup in a mail becomes the text that was written.
///
/// Import escapes it, so that only what people put into a file by hand comes here.
enum MailBlocks {
  static func plain(_ blocks: [Block]) -> [Block] { blocks.map(plain) }

  /// Nesting is bounded by the Markdown reader's own limits.
  private static func plain(_ block: Block) -> Block {
    switch block.kind {
    case .alert(let kind, let blocks):
      let mark = Inline(.text("[!\(kind.rawValue.uppercased())]"), range: nil)
      var blocks = plain(blocks)
      if case .paragraph(let content)? = blocks.first?.kind {
        blocks[0].kind = .paragraph([mark, Inline(.softBreak, range: nil)] + content)
      } else {
        blocks.insert(Block(.paragraph([mark]), range: nil), at: 0)
      }
      return Block(.blockQuote(blocks), range: block.range)
    case .heading(let heading):
      return Block(.paragraph(plain(heading.content)), range: block.range)
    case .paragraph(let content): return Block(.paragraph(plain(content)), range: block.range)
    case .blockQuote(let blocks): return Block(.blockQuote(plain(blocks)), range: block.range)
    case .list(var list):
      for index in list.items.indices { list.items[index].blocks = plain(list.items[index].blocks) }
      return Block(.list(list), range: block.range)
    case .table(var table):
      table.header = plain(table.header)
      table.rows = table.rows.map(plain)
      return Block(.table(table), range: block.range)
    default: return block
    }
  }

  private static func plain(_ row: Table.Row) -> Table.Row {
    var row = row
    for index in row.cells.indices { row.cells[index].content = plain(row.cells[index].content) }
    return row
  }

  private static func plain(_ inlines: [Inline]) -> [Inline] {
    inlines.map { inline in
      switch inline.kind {
      case .reference(let reference):
        let kind = reference.kind == .any ? "" : reference.kind.rawValue + ":"
        let label = reference.label.map { "|" + $0 } ?? ""
        return Inline(.text("[[\(kind)\(reference.target)\(label)]]"), range: inline.range)
      case .emphasis(let content): return Inline(.emphasis(plain(content)), range: inline.range)
      case .strong(let content): return Inline(.strong(plain(content)), range: inline.range)
      case .strikethrough(let content): return Inline(.strikethrough(plain(content)), range: inline.range)
      case .link(var link):
        link.content = plain(link.content)
        return Inline(.link(link), range: inline.range)
      default: return inline
      }
    }
  }
}
