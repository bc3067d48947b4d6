extension MarkdownDocument {
  /// Calls `body` for every heading, in order, footnotes last; no other block is made.
  public func visitHeadings(_ body: (Heading) -> Void) {
    let tree = tree
    for index in tree.nodes.indices where tree.nodes[index].kind == .heading { body(tree.heading(index)) }
  }

  /// The headings that stand in no other block, with their places among ``blocks``; no other block is made.
  public var topHeadings: [(place: Int, heading: Heading)] {
    let tree = tree
    var headings: [(place: Int, heading: Heading)] = []
    var place = 0
    var index = 0
    while index < tree.bodyEnd {
      if tree.nodes[index].kind == .heading { headings.append((place, tree.heading(index))) }
      place += 1
      index = tree.end(of: index)
    }
    return headings
  }
}
