/// The tree of a document in two arrays: sixteen bytes for each node, and the bytes of texts that do not stand in the
/// source as they are shown.
///
/// The trees of 10,000 notes as values of ``Block`` and ``Inline`` were 57 MB of a build and two million allocations; so
/// they are 11 MB and two arrays each. The values are made of it when they are asked for (``MarkdownDocument/blocks``).
///
/// Nodes stand in document order, each followed by its ``Node/count`` descendants. Directly behind a node stand its
/// details: texts that belong to it next to the one that it shows.
package struct FlatTree: Sendable {
  /// What a node is.
  package enum Kind: UInt8, Sendable {
    // Blocks, and what lists and tables consist of. The first row of a table is its header.
    case paragraph, heading, list, entry, blockQuote, alert, codeBlock, table, row, cell, thematicBreak
    case writtenBlock, unparsed, footnote
    // Inlines.
    case text, code, emphasis, strong, strikethrough, link, image, autolink, reference, footnoteReference
    case lineBreak, softBreak, writtenInline
    // Details.
    case ownText, info, destination, title, label, anchor, alignments, numbers

    /// Whether it belongs to the node before it and is no child.
    @inlinable package var isDetail: Bool { rawValue >= Kind.ownText.rawValue }
  }

  /// A node, a detail of one, or both numbers of one.
  package struct Node: Sendable {
    /// What it is.
    package var kind: Kind
    /// A small number: level of a heading (with ``writtenAnchor``), state of a task, tightness of a list, kind of an alert,
    /// of a destination, of a reference.
    package var number: UInt8 = 0
    /// Of what shows a text as it is written: the bytes of its range before and behind the text.
    package internal(set) var head: UInt8 = 0
    package internal(set) var tail: UInt8 = 0
    /// Of a node where it is written, in the clean text; of a detail its bytes in ``pool``; of numbers the numbers.
    package internal(set) var lower: UInt32
    package internal(set) var upper: UInt32
    /// How many nodes behind it belong to it.
    package internal(set) var count: UInt32 = 0

    /// Whether it was found in the source.
    @inlinable package var isPlaced: Bool { lower != Self.nowhere }
    /// Where it is written, in the clean text; nil where it was not found.
    @inlinable package var place: Range<Int>? { isPlaced ? Int(lower)..<Int(upper) : nil }

    /// What ``lower`` is where a node's place is not known.
    @inlinable package static var nowhere: UInt32 { .max }
  }

  /// Set in the number of a heading whose anchor was written.
  package static let writtenAnchor: UInt8 = 0x80

  /// The text that it was parsed from.
  package let source: SourceText
  /// The nodes of the body, then those of the footnotes.
  package internal(set) var nodes: [Node] = []
  /// Texts that were not written as they are shown.
  package internal(set) var pool: [UInt8] = []
  /// How many nodes come before the footnotes.
  package internal(set) var bodyEnd = 0

  init(source: SourceText) { self.source = source }

  // MARK: - Reading

  /// The nodes behind the one at `index` and all that belongs to it.
  @inlinable package func end(of index: Int) -> Int { index + 1 + Int(nodes[index].count) }

  /// The children of the node at `index` with all below them: the first child stands at the lower bound, the next behind
  /// its ``end(of:)``.
  @inlinable package func children(of index: Int) -> Range<Int> {
    let end = end(of: index)
    var start = index + 1
    while start < end, nodes[start].kind.isDetail { start += 1 }
    return start..<end
  }

  /// The place of the detail `kind` of the node at `index`.
  @inlinable package func detail(_ kind: Kind, of index: Int) -> Int? {
    let end = end(of: index)
    var at = index + 1
    while at < end, nodes[at].kind.isDetail {
      if nodes[at].kind == kind { return at }
      at += 1
    }
    return nil
  }

  /// Calls `body` with the bytes of the text that the node at `index` shows.
  @inlinable @inline(__always)
  package func withText<Result>(of index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let node = nodes[index]
    if let own = node.kind.isDetail ? index : node.count > 0 ? detail(.ownText, of: index) : nil {
      let range = Int(nodes[own].lower)..<Int(nodes[own].upper)
      return pool.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
    }
    guard let place = node.place else { return body(UnsafeBufferPointer(start: nil, count: 0)) }
    let range = place.lowerBound + Int(node.head)..<place.upperBound - Int(node.tail)
    return source.clean.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// The text that the node at `index` shows.
  package func string(of index: Int) -> String { withText(of: index) { String(decoding: $0, as: UTF8.self) } }

  /// The detail `kind` of the node at `index`; nil where it has none.
  package func string(_ kind: Kind, of index: Int) -> String? { detail(kind, of: index).map(string) }

  /// Adds the text that the leaf at `index` shows to `bytes`; of a reference its label, else what it refers to.
  package func append(shownTextOf index: Int, to bytes: inout [UInt8]) {
    let label = nodes[index].kind == .reference ? detail(.label, of: index) : nil
    withText(of: label ?? index) { bytes.append(contentsOf: $0) }
  }

  /// Where the node at `index` is written, in bytes of the file.
  package func offsets(of index: Int) -> Range<Int>? {
    nodes[index].place.map { place in
      let lower = source.original(place.lowerBound)
      return lower..<max(lower, source.original(place.upperBound))
    }
  }

  /// The text of the inlines in the node at `index`, or the one that it shows itself, without markup.
  package func plainText(inside index: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    // Marks are few: the text has about the bytes that it is written with.
    if let place = nodes[index].place { bytes.reserveCapacity(place.count) }
    switch nodes[index].kind {
    case .codeBlock, .writtenBlock, .unparsed: append(shownTextOf: index, to: &bytes)
    default: append(plainTextOf: children(of: index), to: &bytes)
    }
    return bytes
  }

  /// The anchor of the heading at `index`.
  package func anchor(ofHeading index: Int) -> String { string(.anchor, of: index) ?? "" }

  /// Where the node at `index` is written.
  package func range(of index: Int) -> SourceRange? { nodes[index].place.map(source.range) }

  /// Adds the text of the inlines in `range` without markup to `bytes`; a line end becomes a space.
  package func append(plainTextOf range: Range<Int>, to bytes: inout [UInt8]) {
    var index = range.lowerBound
    // Containers are passed into: what they hold is their text.
    while index < range.upperBound {
      switch nodes[index].kind {
      case .text, .code, .writtenInline, .autolink, .reference:
        append(shownTextOf: index, to: &bytes)
        index = end(of: index)
      case .lineBreak, .softBreak:
        bytes.append(0x20)
        index += 1
      case .footnoteReference: index = end(of: index)
      default: index += 1
      }
    }
  }

  /// The same as a text.
  package func plainText(of range: Range<Int>) -> String {
    var bytes: [UInt8] = []
    append(plainTextOf: range, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
