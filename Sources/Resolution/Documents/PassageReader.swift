internal import MarkdownSyntax

/// Cuts a document into passages, in order, footnotes last. Linear in the document.
struct PassageReader {
  private(set) var records: [Passages.Record] = []
  /// The anchors of blocks that are no headings.
  private(set) var anchors = PassageAnchors(sorted: [])
  private var found: [PassageAnchors.Anchor] = []
  private var taken = TakenAnchors()
  private var heading = Passages.Record.none
  private var depth = 0
  private var text = PassageText()

  /// Reads `document`; `visit` is called with the position and the text of each passage.
  ///
  /// The tree is handed from step to step: kept here it was copied for each passage, as was all that `visit` holds, so let
  /// that be little. Both were a third of the time.
  init(_ document: MarkdownDocument, _ visit: (_ passage: Int, _ text: borrowing PassageText) -> Void) {
    let tree = document.tree
    reserve(tree)
    read(tree, 0..<tree.bodyEnd, nil, visit)
    // A footnote stands at the end of the page, under no heading.
    heading = Passages.Record.none
    read(tree, tree.bodyEnd..<tree.nodes.count, nil, visit)
    settle()
  }

  /// Takes the anchors of headings, and makes room for what there will be and no more: rooms that grow by doubling were 25
  /// MB of a build of 10,000 notes.
  private mutating func reserve(_ tree: FlatTree) {
    var (passages, blocks) = (0, 0)
    for index in tree.nodes.indices {
      switch tree.nodes[index].kind {
      case .heading:
        passages += 1
        taken.take(tree.anchor(ofHeading: index))
      case .paragraph, .codeBlock, .writtenBlock, .unparsed:
        passages += 1
        blocks += 1
      case .table: blocks += 1
      case .cell: passages += tree.children(of: index).isEmpty ? 0 : 1
      default: break
      }
    }
    records.reserveCapacity(passages)
    found.reserveCapacity(blocks)
    taken.reserve(blocks)
  }

  /// Trees are at most some 150 levels deep (`ComplexityLimits`).
  private mutating func read(
    _ tree: FlatTree, _ range: Range<Int>, _ parent: Int?, _ visit: (Int, borrowing PassageText) -> Void
  ) {
    var index = range.lowerBound
    while index < range.upperBound {
      let node = tree.nodes[index]
      let placed = node.isPlaced ? index : parent
      switch node.kind {
      case .heading:
        heading = UInt32(index)
        add(tree, index, placed, visit)
      case .list, .entry, .footnote: read(tree, tree.children(of: index), placed, visit)
      case .blockQuote, .alert:
        depth += 1
        read(tree, tree.children(of: index), placed, visit)
        depth -= 1
      case .table: addTable(tree, index, placed, visit)
      case .thematicBreak: break
      default:
        add(tree, index, placed, visit)
        var digest = PassageAnchors.Digest()
        digest.add(text.bytes)
        if let anchor = takeAnchor(tree, of: index, digest) { records[records.count - 1].anchor = anchor }
      }
      index = tree.end(of: index)
    }
  }

  private mutating func addTable(
    _ tree: FlatTree, _ table: Int, _ parent: Int?, _ visit: (Int, borrowing PassageText) -> Void
  ) {
    var digest = PassageAnchors.Digest()
    let first = records.count
    var row = tree.children(of: table).lowerBound
    while row < tree.end(of: table) {
      var cell = tree.children(of: row).lowerBound
      while cell < tree.end(of: row) {
        if !tree.children(of: cell).isEmpty {
          let placed = tree.nodes[cell].isPlaced ? cell : tree.nodes[row].isPlaced ? row : parent
          if records.count > first { digest.add(0x0a) }
          add(tree, cell, placed, visit)
          digest.add(text.bytes)
        }
        cell = tree.end(of: cell)
      }
      row = tree.end(of: row)
    }
    guard let anchor = takeAnchor(tree, of: table, digest) else { return }
    for position in first..<records.count { records[position].anchor = anchor }
  }

  private mutating func add(
    _ tree: FlatTree, _ index: Int, _ placed: Int?, _ visit: (Int, borrowing PassageText) -> Void
  ) {
    text.read(index, of: tree, at: placed.flatMap { tree.nodes[$0].place })
    visit(records.count, text)
    records.append(
      Passages.Record(
        node: UInt32(index), placed: placed.map { UInt32($0) } ?? Passages.Record.none, heading: heading,
        anchor: Passages.Record.none, quoteDepth: UInt16(clamping: depth)))
  }

  /// The block's own anchor: it depends on its words alone, so that text added before it does not move it.
  private mutating func takeAnchor(
    _ tree: FlatTree, of index: Int, _ digest: PassageAnchors.Digest
  ) -> UInt32? {
    guard !digest.isEmpty, let place = tree.offsets(of: index) else { return nil }
    found.append(
      PassageAnchors.Anchor(
        lower: UInt32(clamping: place.lowerBound), upper: UInt32(clamping: place.upperBound), digest: digest.folded,
        number: taken.take(digest.folded)))
    return UInt32(found.count - 1)
  }

  /// Brings the anchors into the order of the file, in which footnotes need not come last.
  private mutating func settle() {
    func isBefore(_ first: PassageAnchors.Anchor, _ second: PassageAnchors.Anchor) -> Bool {
      (first.lower, first.upper) < (second.lower, second.upper)
    }
    if zip(found, found.dropFirst()).contains(where: { isBefore($1, $0) }) {
      let order = found.indices.sorted { isBefore(found[$0], found[$1]) }
      var places = [UInt32](repeating: 0, count: order.count)
      for (place, old) in order.enumerated() { places[old] = UInt32(place) }
      for index in records.indices where records[index].anchor != Passages.Record.none {
        records[index].anchor = places[Int(records[index].anchor)]
      }
      found = order.map { found[$0] }
    }
    anchors = PassageAnchors(sorted: found)
  }
}

/// The anchors of a page that are taken, as far as blocks could have them.
private struct TakenAnchors {
  /// A digest and a number from 1 each.
  private var taken: Set<UInt64> = []
  private var repeats: [UInt32: UInt32] = [:]

  mutating func reserve(_ count: Int) { taken.reserveCapacity(taken.count + count) }

  /// Takes the anchor of a heading, which may look like that of a block.
  mutating func take(_ anchor: String) {
    let parts = anchor.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3, parts[0].elementsEqual("p".utf8), parts[1].count == 8,
      let digest = UInt32(Substring(parts[1]), radix: 16)
    else { return }
    var number: UInt32 = 1
    if parts.count == 3 {
      guard let written = UInt32(Substring(parts[2])), written > 1 else { return }
      number = written
    }
    if PassageAnchors.Anchor(lower: 0, upper: 0, digest: digest, number: number).text == anchor {
      taken.insert(Self.key(digest, number))
    }
  }

  /// The number by which a block of that digest is told from those before it.
  mutating func take(_ digest: UInt32) -> UInt32 {
    var number: UInt32 = 1
    while !taken.insert(Self.key(digest, number)).inserted {
      // Many equal blocks one after another must not search from the first each time.
      number = max(number + 1, repeats[digest] ?? 2)
    }
    if number > 1 { repeats[digest] = number + 1 }
    return number
  }

  private static func key(_ digest: UInt32, _ number: UInt32) -> UInt64 { UInt64(digest) << 32 | UInt64(number) }
}
