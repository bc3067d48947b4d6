/// The headings of a document as a tree.
public struct TableOfContents: Hashable, Sendable {
  /// One heading with those below it.
  public struct Entry: Hashable, Sendable {
    /// The heading.
    public var heading: Heading
    /// The deeper headings that follow it.
    public var entries: [Entry]
  }

  /// The headings that no other contains.
  public var entries: [Entry]

  /// The headings among `blocks` (those inside quotes and lists structure nothing), by level; a level that was left
  /// out makes no empty entry.
  public init(of blocks: [Block]) {
    // The open entry of each level, outermost first: at most six.
    var open: [Entry] = []
    var done: [Entry] = []
    func close(to level: Int) {
      while let last = open.last, last.heading.level >= level {
        open.removeLast()
        if open.isEmpty { done.append(last) } else { open[open.count - 1].entries.append(last) }
      }
    }
    for block in blocks {
      guard case .heading(let heading) = block.kind else { continue }
      close(to: heading.level)
      open.append(Entry(heading: heading, entries: []))
    }
    close(to: 0)
    entries = done
  }
}

extension MarkdownDocument {
  /// The headings as a tree.
  public var tableOfContents: TableOfContents { TableOfContents(of: blocks) }
}
