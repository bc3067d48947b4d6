internal import MarkdownSyntax

/// The text of one passage after the other, with the parts that its inlines gave; the space is used again.
struct PassageText {
  /// A part of the text that one inline gave.
  struct Piece {
    enum Kind: Equatable {
      case text
      case code
      /// Text of a link, an image or a bare address, where no other link may stand.
      case linked
      /// A reference, by its place in the tree.
      case reference(Int)
      /// Code blocks and what is shown as written.
      case unmarked
    }
    var kind: Kind
    /// Its bytes in ``PassageText/bytes``.
    var bytes: Range<Int>
    /// Where it is written in the clean text, or its nearest ancestor whose place is known.
    var place: Range<Int>?
    /// Whether ``place`` is its own and not an ancestor's.
    var isExact: Bool
  }

  /// The text without markup, a line end as a space, in UTF-8.
  private(set) var bytes: [UInt8] = []
  /// Its parts, in order; none for a line end.
  private(set) var pieces: [Piece] = []
  /// Links and images, by their places in the tree, with the most exact place in the clean text.
  private(set) var links: [(node: Int, place: Range<Int>?)] = []

  /// Reads the passage that the node `index` of `tree` is, which is written at `place` of the clean text.
  mutating func read(_ index: Int, of tree: FlatTree, at place: Range<Int>?) {
    bytes.removeAll(keepingCapacity: true)
    pieces.removeAll(keepingCapacity: true)
    links.removeAll(keepingCapacity: true)
    switch tree.nodes[index].kind {
    case .codeBlock, .writtenBlock, .unparsed: add(index, .unmarked, of: tree, at: place)
    default: add(tree.children(of: index), of: tree, place, isLinked: false)
    }
  }

  private mutating func add(_ index: Int, _ kind: Piece.Kind, of tree: FlatTree, at place: Range<Int>?) {
    let start = bytes.count
    tree.append(shownTextOf: index, to: &bytes)
    pieces.append(
      Piece(kind: kind, bytes: start..<bytes.count, place: place, isExact: tree.nodes[index].isPlaced))
  }

  /// Trees are at most some 150 levels deep (`ComplexityLimits`).
  private mutating func add(_ range: Range<Int>, of tree: FlatTree, _ parent: Range<Int>?, isLinked: Bool) {
    var index = range.lowerBound
    while index < range.upperBound {
      let node = tree.nodes[index]
      let place = node.place ?? parent
      switch node.kind {
      case .text: add(index, isLinked ? .linked : .text, of: tree, at: place)
      case .code: add(index, isLinked ? .linked : .code, of: tree, at: place)
      case .writtenInline: add(index, isLinked ? .linked : .unmarked, of: tree, at: place)
      case .autolink: add(index, .linked, of: tree, at: place)
      case .reference: add(index, isLinked ? .linked : .reference(index), of: tree, at: place)
      case .lineBreak, .softBreak: bytes.append(0x20)
      case .footnoteReference: break
      case .link, .image:
        links.append((index, place))
        add(tree.children(of: index), of: tree, place, isLinked: true)
      default: add(tree.children(of: index), of: tree, place, isLinked: isLinked)
      }
      index = tree.end(of: index)
    }
  }
}
