internal import MarkdownSyntax

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
    return Passage(
      kind: Self.kind(of: document.tree.nodes[Int(record.node)].kind), text: text(at: position),
      range: record.placed == Record.none ? nil : document.tree.range(of: Int(record.placed)),
      anchor: anchor(at: position),
      heading: heading(at: position).map {
        Passage.Heading(anchor: document.tree.anchor(ofHeading: $0), title: title(ofHeading: $0))
      }, quoteDepth: Int(record.quoteDepth))
  }

  // Parts of a passage alone, for who does not ask for all of it.

  /// The text of the passage at a position.
  func text(at position: Int) -> [UInt8] { document.plainText(inside: Int(records[position].node)) }

  /// The text of the passage at a position with its parts.
  func parts(at position: Int) -> PassageText {
    let record = records[position]
    var text = PassageText()
    text.read(
      Int(record.node), of: document.tree,
      at: record.placed == Record.none ? nil : document.tree.nodes[Int(record.placed)].place)
    return text
  }

  /// How many block quotes the passage at a position stands in.
  func quoteDepth(at position: Int) -> Int { Int(records[position].quoteDepth) }

  /// The anchor of the passage at a position, else that of the heading above it.
  func anchor(at position: Int) -> String? {
    let record = records[position]
    if record.anchor != Record.none { return anchors.anchors[Int(record.anchor)].text }
    return heading(at: position).map { document.anchor(ofHeading: $0) }
  }

  /// The text of the heading that the passage at a position stands under, or is.
  func headingTitle(at position: Int) -> String? { heading(at: position).map(title) }

  private func heading(at position: Int) -> Int? {
    let heading = records[position].heading
    return heading == Record.none ? nil : Int(heading)
  }

  private func title(ofHeading index: Int) -> String {
    String(decoding: document.plainText(inside: index), as: UTF8.self)
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
