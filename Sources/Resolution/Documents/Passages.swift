public import MarkdownSyntax

/// The passages of a document, in order, footnotes last; each is made when it is asked for.
///
/// Kept as values, those of 10,000 notes were 60 MB, and hardly one in five is asked for: one that names something.
public struct Passages: RandomAccessCollection, Sendable {
  /// What is kept of a passage: twenty bytes.
  struct Record: Sendable {
    /// Its place in the tree.
    var node: UInt32
    /// The node whose place in the file is its own.
    var placed: UInt32
    /// The heading above it, or itself.
    var heading: UInt32
    /// The anchor of its block, among ``PassageAnchors/anchors``.
    var anchor: UInt32
    var quoteDepth: UInt16

    static let none = UInt32.max
  }

  private let document: MarkdownDocument
  let records: [Record]
  /// The anchors of the blocks that are no headings.
  let anchors: PassageAnchors

  init(_ document: MarkdownDocument, _ records: [Record], _ anchors: PassageAnchors) {
    self.document = document
    self.records = records
    self.anchors = anchors
  }

  /// The first passage.
  public var startIndex: Int { 0 }
  /// Behind the last passage.
  public var endIndex: Int { records.count }

  /// The passage at a position.
  public subscript(position: Int) -> Passage {
    let record = records[position]
    let tree = document.tree
    let heading = record.heading == Record.none ? nil : Self.heading(Int(record.heading), of: tree)
    return Passage(
      kind: Self.kind(of: tree.nodes[Int(record.node)].kind), text: tree.plainText(inside: Int(record.node)),
      range: record.placed == Record.none ? nil : tree.range(of: Int(record.placed)),
      anchor: record.anchor == Record.none ? heading?.anchor : anchors.anchors[Int(record.anchor)].text,
      heading: heading, quoteDepth: Int(record.quoteDepth))
  }

  /// The text of the passage at a position alone.
  func text(at position: Int) -> [UInt8] { document.tree.plainText(inside: Int(records[position].node)) }

  /// The text of the passage at a position with its parts.
  func parts(at position: Int) -> PassageText {
    let record = records[position]
    let tree = document.tree
    var text = PassageText()
    text.read(
      Int(record.node), of: tree,
      at: record.placed == Record.none ? nil : tree.nodes[Int(record.placed)].place)
    return text
  }

  /// How many block quotes the passage at a position stands in.
  func quoteDepth(at position: Int) -> Int { Int(records[position].quoteDepth) }

  private static func heading(_ index: Int, of tree: FlatTree) -> Passage.Heading {
    Passage.Heading(
      anchor: tree.anchor(ofHeading: index), title: String(decoding: tree.plainText(inside: index), as: UTF8.self))
  }

  private static func kind(of kind: FlatTree.Kind) -> Passage.Kind {
    switch kind {
    case .heading: .heading
    case .cell: .cell
    case .codeBlock: .code
    case .writtenBlock, .unparsed: .raw
    default: .paragraph
    }
  }
}
