/// What the C library made of a text, as one flat array of values: no pointer leaves `CMarkParser`.
///
/// Nodes stand in document order; the children of a node follow it up to its `end`.
struct RawTree: Sendable {
  /// Kinds of nodes, of the core and of the extensions that are on.
  enum Kind: UInt8, Sendable {
    case document, blockQuote, list, entry, codeBlock, htmlBlock, paragraph, heading, thematicBreak
    case footnoteDefinition, table, tableHeader, tableRow, tableCell
    case text, softBreak, lineBreak, code, htmlInline, emphasis, strong, link, image, footnoteReference, strikethrough
    case unknown
  }

  struct Node: Sendable {
    var kind: Kind
    /// Index after the last descendant.
    var end = 0
    /// What the library claims, lines and columns from 1, inclusive, 0 for nothing: never given out unverified.
    var startLine: Int32 = 0
    var startColumn: Int32 = 0
    var endLine: Int32 = 0
    var endColumn: Int32 = 0
    /// Heading level, first number of an ordered list (-1 for bullets), task state (0 none, 1 open, 2 done).
    var number: Int32 = 0
    var isTight = false
    /// Literal text or destination, in `bytes`.
    var literal = 0..<0
    /// Info string or title, in `bytes`.
    var detail = 0..<0
    /// The text that the inlines of a leaf block were parsed from, in `bytes`.
    var content = 0..<0
  }

  var nodes: [Node] = []
  var bytes: [UInt8] = []
  /// Column alignments of each table: `l`, `c`, `r` or 0, by node index.
  var alignments: [Int: [UInt8]] = [:]

  func string(_ range: Range<Int>) -> String {
    bytes.withUnsafeBufferPointer { String(decoding: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self) }
  }
}
