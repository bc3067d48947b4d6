internal import Diagnostics

/// Builds the inlines of one leaf block: nodes with verified ranges, policy applied to links.
struct InlineBuilder {
  let source: SourceText
  let tree: RawTree
  /// What was built so far.
  var flat: FlatTree
  /// Of the leaf block whose inlines are built now.
  private(set) var map: ContentMap?
  var locator: InlineLocator
  /// Where a diagnostic points whose own place was not found.
  private var fallback = 0
  /// How often each footnote was referred to so far.
  private(set) var footnoteUses: [Int: Int] = [:]
  var diagnostics: [Diagnostic] = []

  init(source: SourceText, tree: RawTree) {
    self.source = source
    self.tree = tree
    flat = FlatTree(source: source)
    // Details come to the nodes of the raw tree, which has more texts.
    flat.nodes.reserveCapacity(tree.nodes.count + tree.nodes.count / 8 + 8)
    locator = InlineLocator(bytes: tree.bytes, content: 0..<0, claims: nil)
  }

  /// Begins another leaf block.
  mutating func begin(_ map: ContentMap?, _ locator: InlineLocator, fallback: Int) {
    self.map = map
    self.locator = locator
    self.fallback = fallback
  }

  /// Adds the inlines between two indices of the tree; the part of the content that they were found to cover.
  mutating func addInlines(_ nodes: Range<Int>, depth: Int = 0) -> Range<Int>? {
    var covered: Range<Int>?
    let isFlat = depth >= ComplexityLimits.inlineDepth
    if isFlat {
      let message = "markup nested more than \(ComplexityLimits.inlineDepth) deep is shown as plain text"
      report(.warning, "markdown-too-deep", message, at: nil)
    }
    var index = nodes.lowerBound
    while index < nodes.upperBound {
      let part = add(index, depth: depth)
      covered = union(covered, part)
      // Deeper than the limit, containers are passed over and only what is in them is kept: no recursion.
      index = isFlat ? index + 1 : tree.nodes[index].end
    }
    return covered
  }

  private mutating func add(_ index: Int, depth: Int) -> Range<Int>? {
    let node = tree.nodes[index]
    switch node.kind {
    case .text:
      if node.literal.isEmpty { return nil }
      let found = map == nil ? nil : locator.text(node)
      addText(node.literal, found: found)
      return found
    case .code:
      let found = map == nil ? nil : locator.code(node)
      var marks = 0
      if let found {
        while marks < found.count, tree.bytes[found.lowerBound + marks] == UInt8(ascii: "`") { marks += 1 }
      }
      flat.add(.code, showing: tree.bytes[node.literal], at: place(found), head: marks)
      return found
    case .softBreak, .lineBreak:
      let found = map == nil ? nil : locator.lineEnd(hard: node.kind == .lineBreak)
      flat.add(node.kind == .lineBreak ? .lineBreak : .softBreak, at: place(found))
      return found
    case .htmlInline:
      let found = map == nil ? nil : locator.exact(node.literal)
      report(.warning, "raw-html", "raw HTML is shown as text", at: found)
      flat.add(.writtenInline, showing: tree.bytes[node.literal], at: place(found))
      return found
    case .footnoteReference: return addFootnoteReference(node)
    case _ where depth >= ComplexityLimits.inlineDepth && node.end > index + 1: return nil
    case .emphasis, .strong, .strikethrough: return addEmphasis(index, depth: depth)
    case .link, .image: return addLink(index, depth: depth)
    default:
      // Inlines of extensions that are not on: none today. What is in them would be kept.
      if depth >= ComplexityLimits.inlineDepth { return nil }
      return addInlines(index + 1..<node.end, depth: depth + 1)
    }
  }

  private mutating func addFootnoteReference(_ node: RawTree.Node) -> Range<Int>? {
    // The library has replaced the label by the footnote's number.
    guard let number = Int(tree.string(node.literal)) else { return nil }
    let found = map == nil ? nil : locator.bracketed(opening: "[^")
    footnoteUses[number, default: 0] += 1
    flat.add(.footnoteReference, at: place(found))
    flat.addNumbers(number, footnoteUses[number] ?? 1, to: flat.nodes.count - 1)
    return found
  }

  private mutating func addEmphasis(_ index: Int, depth: Int) -> Range<Int>? {
    let node = tree.nodes[index]
    let kind: FlatTree.Kind =
      switch node.kind {
      case .emphasis: .emphasis
      case .strong: .strong
      default: .strikethrough
      }
    let own = flat.open(kind)
    let covered = addInlines(index + 1..<node.end, depth: depth + 1)
    var whole: Range<Int>?
    if let covered {
      let marks: [StaticString] =
        switch node.kind {
        case .emphasis: ["*", "_"]
        case .strong: ["**", "__"]
        default: ["~~", "~"]
        }
      for mark in marks {
        let length = mark.utf8CodeUnitCount
        guard locator.has(mark, at: covered.lowerBound - length), locator.has(mark, at: covered.upperBound) else {
          continue
        }
        whole = locator.take(covered.lowerBound - length..<covered.upperBound + length)
        break
      }
    }
    flat.close(own, at: place(whole))
    // Parents enclose what was found, even where the marks themselves were not.
    return whole ?? covered
  }

  /// Adds a text, cut at the references in it.
  private mutating func addText(_ literal: Range<Int>, found: Range<Int>?) {
    guard hasDoubleBracket(literal) else {
      flat.add(.text, showing: tree.bytes[literal], at: place(found))
      return
    }
    // Without escapes and entities, offsets in the text are offsets in the source.
    let isVerbatim = found?.count == literal.count
    let places = isVerbatim ? nil : found.flatMap { locator.places(of: literal, at: $0.lowerBound) }
    func offset(of offset: Int) -> Int? {
      guard let found else { return nil }
      let inside = offset - literal.lowerBound
      return isVerbatim ? found.lowerBound + inside : places?[inside]
    }
    let pieces = ReferenceSyntax.pieces(tree.bytes[literal]) { [locator, tree] at in
      offset(of: at).map { !locator.has(tree.bytes[at] == UInt8(ascii: "[") ? "[[" : "]]", at: $0) } ?? false
    }
    for piece in pieces {
      var part: Range<Int>?
      if let start = offset(of: piece.range.lowerBound), let end = offset(of: piece.range.upperBound) {
        part = start..<end
      }
      switch piece.meaning {
      case .text: flat.add(.text, showing: tree.bytes[piece.range], at: place(part))
      case .reference(let reference): addReference(reference, piece.range, at: place(part))
      case .malformed(let headline):
        report(.warning, "malformed-reference", headline, at: part ?? found)
        flat.add(.text, showing: tree.bytes[piece.range], at: place(part))
      }
    }
  }

  /// Adds a reference that is written in `written` of the content.
  private mutating func addReference(_ reference: CrossReference, _ written: Range<Int>, at place: Range<Int>?) {
    let kind = reference.kind.rawValue.utf8.count
    let head = kind == 0 ? 2 : kind + 3
    let start = written.lowerBound + head
    let index = flat.nodes.count
    flat.add(
      .reference, UInt8(CrossReference.Kind.flat.firstIndex(of: reference.kind) ?? 0),
      showing: tree.bytes[start..<start + reference.target.utf8.count], at: place, head: head)
    if let label = reference.label { flat.addDetail(.label, label.utf8, to: index) }
  }

  private func hasDoubleBracket(_ literal: Range<Int>) -> Bool {
    tree.bytes.withUnsafeBufferPointer { bytes in
      var index = literal.lowerBound
      while index + 1 < literal.upperBound {
        if bytes[index] == UInt8(ascii: "["), bytes[index + 1] == UInt8(ascii: "[") { return true }
        index += 1
      }
      return false
    }
  }

  func union(_ first: Range<Int>?, _ second: Range<Int>?) -> Range<Int>? {
    guard let first else { return second }
    guard let second else { return first }
    return min(first.lowerBound, second.lowerBound)..<max(first.upperBound, second.upperBound)
  }

  /// Where a range of the content is written, in the clean text.
  func place(_ content: Range<Int>?) -> Range<Int>? { content.flatMap { map?.source($0) } }

  mutating func report(
    _ severity: Diagnostic.Severity, _ code: Diagnostic.Code, _ message: String, at content: Range<Int>?
  ) {
    let offset = content.flatMap { map?.source($0) }?.lowerBound ?? fallback
    diagnostics.append(source.diagnostic(severity, code, message, at: offset))
  }
}
