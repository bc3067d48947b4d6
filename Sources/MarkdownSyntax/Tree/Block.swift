/// A block of a document.
public struct Block: Hashable, Sendable {
  /// What a block is, with what it holds.
  public indirect enum Kind: Hashable, Sendable {
    /// A paragraph.
    case paragraph([Inline])
    /// A heading.
    case heading(Heading)
    /// A list.
    case list(List)
    /// A block quote.
    case blockQuote([Block])
    /// A block quote that begins with `[!NOTE]` or one of its kin, without that line.
    case alert(AlertKind, [Block])
    /// Fenced or indented code: the info string (empty where none) and the text.
    case codeBlock(info: String, text: String)
    /// A table.
    case table(Table)
    /// A thematic break.
    case thematicBreak
    /// Raw HTML, which is never passed on: shown as it was written.
    case shownAsWritten(String)
    /// A document that was not parsed (`markdown-too-complex`): its text as it was written.
    case unparsed(String)
  }

  /// What it is.
  public var kind: Kind
  /// Where it is written; nil where its bytes were not found again in the source.
  public var range: SourceRange?

  /// A block of `kind` at `range`.
  public init(_ kind: Kind, range: SourceRange?) {
    self.kind = kind
    self.range = range
  }
}

/// A heading.
public struct Heading: Hashable, Sendable {
  /// 1 to 6.
  public var level: Int
  /// The id of its anchor, unique in the document.
  public var anchor: String
  /// Whether the anchor was written (`{#id}`) and not derived from the text.
  public var hasWrittenAnchor: Bool
  /// The text.
  public var content: [Inline]
}

/// A list.
public struct List: Hashable, Sendable {
  /// The number of the first item, or nil for bullets.
  public var start: Int?
  /// Whether paragraphs of its items stand without space between them.
  public var isTight: Bool
  /// The items.
  public var items: [Entry]

  /// One item of a list.
  public struct Entry: Hashable, Sendable {
    /// For a task (`- [x]`), whether it is done; nil for other items.
    public var isDone: Bool?
    /// What it contains.
    public var blocks: [Block]
    /// Where it is written.
    public var range: SourceRange?
  }
}

/// The five alerts that GitHub knows.
public enum AlertKind: String, Hashable, Sendable, CaseIterable {
  case note, tip, important, warning, caution
}

/// A table.
public struct Table: Hashable, Sendable {
  /// How a column is aligned.
  public enum Alignment: Hashable, Sendable {
    case unspecified, left, center, right
  }

  /// One row, always with as many cells as the table has columns.
  public struct Row: Hashable, Sendable {
    /// The cells.
    public var cells: [Cell]
    /// Where it is written.
    public var range: SourceRange?
  }

  /// One cell.
  public struct Cell: Hashable, Sendable {
    /// What it contains.
    public var content: [Inline]
    /// Where it is written; nil too for a cell that a short row lacks.
    public var range: SourceRange?
  }

  /// One for each column.
  public var alignments: [Alignment]
  /// The first row.
  public var header: Row
  /// The other rows.
  public var rows: [Row]
}

/// A footnote's text.
public struct Footnote: Hashable, Sendable {
  /// From 1, in the order of first references.
  public var number: Int
  /// How many references lead here.
  public var referenceCount: Int
  /// The text.
  public var blocks: [Block]
  /// Where it is written.
  public var range: SourceRange?
}
