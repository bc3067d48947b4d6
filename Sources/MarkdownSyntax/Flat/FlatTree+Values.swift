extension FlatTree {
  /// The blocks of the body as values.
  func blocks() -> [Block] { blocks(in: 0..<bodyEnd) }

  /// The footnotes as values.
  func footnotes() -> [Footnote] {
    siblings(in: bodyEnd..<nodes.count) { index in
      let numbers = numbers(of: index)
      return Footnote(
        number: numbers.first, referenceCount: numbers.second, blocks: blocks(in: children(of: index)),
        range: range(of: index))
    }
  }

  /// What `make` gives for each node in `range` that is below no other in it. Trees are at most some 150 levels deep.
  private func siblings<Value>(in range: Range<Int>, _ make: (Int) -> Value) -> [Value] {
    var count = 0
    var index = range.lowerBound
    while index < range.upperBound {
      count += 1
      index = end(of: index)
    }
    if count == 0 { return [] }
    var values: [Value] = []
    values.reserveCapacity(count)
    index = range.lowerBound
    while index < range.upperBound {
      values.append(make(index))
      index = end(of: index)
    }
    return values
  }

  /// The two numbers of the node at `index`: of a footnote or a reference to it.
  package func numbers(of index: Int) -> (first: Int, second: Int) {
    guard let place = detail(.numbers, of: index) else { return (0, 0) }
    return (Int(nodes[place].lower), Int(nodes[place].upper))
  }

  // MARK: - Blocks

  func blocks(in range: Range<Int>) -> [Block] { siblings(in: range, block) }

  private func block(_ index: Int) -> Block { Block(blockKind(index), range: range(of: index)) }

  private func blockKind(_ index: Int) -> Block.Kind {
    let inside = children(of: index)
    switch nodes[index].kind {
    case .heading: return .heading(heading(index))
    case .list: return .list(list(index))
    case .blockQuote: return .blockQuote(blocks(in: inside))
    case .alert:
      return .alert(alertKind(of: index), blocks(in: inside))
    case .codeBlock: return .codeBlock(info: string(.info, of: index) ?? "", text: string(of: index))
    case .table: return .table(table(index))
    case .thematicBreak: return .thematicBreak
    case .writtenBlock: return .shownAsWritten(string(of: index))
    case .unparsed: return .unparsed(string(of: index))
    default: return .paragraph(inlines(in: inside))
    }
  }

  /// The kind of the alert at `index`.
  package func alertKind(of index: Int) -> AlertKind {
    let kinds = AlertKind.allCases
    return kinds[min(Int(nodes[index].number), kinds.count - 1)]
  }

  /// The heading at `index`.
  func heading(_ index: Int) -> Heading {
    let number = nodes[index].number
    return Heading(
      level: Int(number & ~Self.writtenAnchor), anchor: string(.anchor, of: index) ?? "",
      hasWrittenAnchor: number & Self.writtenAnchor != 0, content: inlines(in: children(of: index)))
  }

  private func list(_ index: Int) -> List {
    let entries = siblings(in: children(of: index)) { index in
      return List.Entry(
        isDone: isDone(index), blocks: blocks(in: children(of: index)), range: range(of: index))
    }
    return List(start: start(ofList: index), isTight: isTight(index), items: entries)
  }

  /// The number of the first entry of the list at `index`; nil for bullets.
  package func start(ofList index: Int) -> Int? { detail(.numbers, of: index).map { Int(nodes[$0].lower) } }

  /// Whether paragraphs of the list at `index` stand without space between them.
  package func isTight(_ index: Int) -> Bool { nodes[index].number != 0 }

  /// Whether the task at `index` is done; nil for an entry that is none.
  package func isDone(_ index: Int) -> Bool? {
    let state = nodes[index].number
    return state == 0 ? nil : state == 2
  }

  private func table(_ index: Int) -> Table {
    var rows = siblings(in: children(of: index)) { index in
      let cells = siblings(in: children(of: index)) { index in
        Table.Cell(content: inlines(in: children(of: index)), range: range(of: index))
      }
      return Table.Row(cells: cells, range: range(of: index))
    }
    let header = rows.isEmpty ? Table.Row(cells: [], range: nil) : rows.removeFirst()
    return Table(alignments: alignments(ofTable: index), header: header, rows: rows)
  }

  /// How the columns of the table at `index` are aligned.
  package func alignments(ofTable index: Int) -> [Table.Alignment] {
    guard let detail = detail(.alignments, of: index) else { return [] }
    return withText(of: detail) { bytes in
      bytes.map { byte in
        switch byte {
        case UInt8(ascii: "l"): .left
        case UInt8(ascii: "c"): .center
        case UInt8(ascii: "r"): .right
        default: .unspecified
        }
      }
    }
  }

  // MARK: - Inlines

  func inlines(in range: Range<Int>) -> [Inline] {
    siblings(in: range) { Inline(inlineKind($0), range: self.range(of: $0)) }
  }

  private func inlineKind(_ index: Int) -> Inline.Kind {
    let node = nodes[index]
    switch node.kind {
    case .code: return .code(string(of: index))
    case .emphasis: return .emphasis(inlines(in: children(of: index)))
    case .strong: return .strong(inlines(in: children(of: index)))
    case .strikethrough: return .strikethrough(inlines(in: children(of: index)))
    case .link: return .link(link(index))
    case .image: return .image(link(index))
    case .autolink: return .autolink(destination(of: index), text: string(of: index))
    case .reference: return .reference(reference(index))
    case .footnoteReference:
      let numbers = numbers(of: index)
      return .footnoteReference(number: numbers.first, occurrence: numbers.second)
    case .lineBreak: return .lineBreak
    case .softBreak: return .softBreak
    case .writtenInline: return .shownAsWritten(string(of: index))
    default: return .text(string(of: index))
    }
  }

  private func link(_ index: Int) -> Inline.Link {
    Inline.Link(
      destination: destination(of: index), title: string(.title, of: index) ?? "",
      content: inlines(in: children(of: index)))
  }

  /// Where the link, image or address at `index` leads.
  package func destination(of index: Int) -> LinkDestination {
    let place = detail(.destination, of: index)
    return LinkDestination(flat: place.map { nodes[$0].number } ?? 0, place.map(string) ?? "")
  }

  /// The reference at `index`.
  package func reference(_ index: Int) -> CrossReference {
    CrossReference(
      kind: CrossReference.Kind.flat[min(Int(nodes[index].number), CrossReference.Kind.flat.count - 1)],
      target: string(of: index), label: string(.label, of: index))
  }
}

extension CrossReference.Kind {
  /// The kinds that a parser gives, by the numbers that a ``FlatTree`` gives them.
  static let flat: [CrossReference.Kind] = [.any] + written
}

extension LinkDestination {
  /// The number that a ``FlatTree`` gives the kind of destination, and what it says.
  var flat: (number: UInt8, text: String) {
    switch self {
    case .web(let text): (0, text)
    case .mail(let text): (1, text)
    case .relative(let text): (2, text)
    case .fragment(let anchor): (3, anchor)
    }
  }

  /// The destination of which ``flat`` is known.
  init(flat number: UInt8, _ text: String) {
    switch number {
    case 0: self = .web(text)
    case 1: self = .mail(text)
    case 2: self = .relative(text)
    default: self = .fragment(text)
    }
  }
}
