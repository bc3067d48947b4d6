internal import Diagnostics

/// Builds the inlines of one leaf block: values with verified ranges, policy applied to links.
struct InlineBuilder {
  let source: SourceText
  let tree: RawTree
  let map: ContentMap?
  var locator: InlineLocator
  /// How often each footnote was referred to so far.
  var footnoteUses: [Int: Int]
  var diagnostics: [Diagnostic] = []
  /// Where a diagnostic points whose own place was not found.
  let fallback: Int

  init(
    source: SourceText, tree: RawTree, map: ContentMap?, locator: InlineLocator, footnoteUses: [Int: Int],
    fallback: Int
  ) {
    self.source = source
    self.tree = tree
    self.map = map
    self.locator = locator
    self.footnoteUses = footnoteUses
    self.fallback = fallback
  }

  /// The inlines between two indices of the tree, and the part of the content that they were found to cover.
  mutating func inlines(_ nodes: Range<Int>, depth: Int = 0) -> (inlines: [Inline], covered: Range<Int>?) {
    var inlines: [Inline] = []
    var covered: Range<Int>?
    let isFlat = depth >= ComplexityLimits.inlineDepth
    if isFlat {
      let message = "markup nested more than \(ComplexityLimits.inlineDepth) deep is shown as plain text"
      report(.warning, "markdown-too-deep", message, at: nil)
    }
    var index = nodes.lowerBound
    while index < nodes.upperBound {
      let part = append(index, to: &inlines, depth: depth)
      covered = union(covered, part)
      // Deeper than the limit, containers are passed over and only what is in them is kept: no recursion.
      index = isFlat ? index + 1 : tree.nodes[index].end
    }
    return (inlines, covered)
  }

  private mutating func append(_ index: Int, to inlines: inout [Inline], depth: Int) -> Range<Int>? {
    let node = tree.nodes[index]
    switch node.kind {
    case .text:
      if node.literal.isEmpty { return nil }
      let found = map == nil ? nil : locator.text(node)
      appendText(node.literal, found: found, to: &inlines)
      return found
    case .code:
      let found = map == nil ? nil : locator.code(node)
      inlines.append(Inline(.code(tree.string(node.literal)), range: range(found)))
      return found
    case .softBreak, .lineBreak:
      let found = map == nil ? nil : locator.lineEnd(hard: node.kind == .lineBreak)
      inlines.append(Inline(node.kind == .lineBreak ? .lineBreak : .softBreak, range: range(found)))
      return found
    case .htmlInline:
      let found = map == nil ? nil : locator.exact(node.literal)
      report(.warning, "raw-html", "raw HTML is shown as text", at: found)
      inlines.append(Inline(.shownAsWritten(tree.string(node.literal)), range: range(found)))
      return found
    case .footnoteReference: return appendFootnoteReference(node, to: &inlines)
    case _ where depth >= ComplexityLimits.inlineDepth && node.end > index + 1: return nil
    case .emphasis, .strong, .strikethrough: return appendEmphasis(index, to: &inlines, depth: depth)
    case .link, .image: return appendLink(index, to: &inlines, depth: depth)
    default:
      // Inlines of extensions that are not on: none today. What is in them would be kept.
      if depth >= ComplexityLimits.inlineDepth { return nil }
      let (children, covered) = self.inlines(index + 1..<node.end, depth: depth + 1)
      inlines += children
      return covered
    }
  }

  private mutating func appendFootnoteReference(_ node: RawTree.Node, to inlines: inout [Inline]) -> Range<Int>? {
    // The library has replaced the label by the footnote's number.
    guard let number = Int(tree.string(node.literal)) else { return nil }
    let found = map == nil ? nil : locator.bracketed(opening: "[^")
    footnoteUses[number, default: 0] += 1
    inlines.append(
      Inline(.footnoteReference(number: number, occurrence: footnoteUses[number] ?? 1), range: range(found)))
    return found
  }

  private mutating func appendEmphasis(_ index: Int, to inlines: inout [Inline], depth: Int) -> Range<Int>? {
    let node = tree.nodes[index]
    let (children, covered) = self.inlines(index + 1..<node.end, depth: depth + 1)
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
    let kind: Inline.Kind =
      switch node.kind {
      case .emphasis: .emphasis(children)
      case .strong: .strong(children)
      default: .strikethrough(children)
      }
    inlines.append(Inline(kind, range: range(whole)))
    // Parents enclose what was found, even where the marks themselves were not.
    return whole ?? covered
  }

  /// Adds a text, cut at the references in it.
  private mutating func appendText(_ literal: Range<Int>, found: Range<Int>?, to inlines: inout [Inline]) {
    guard hasDoubleBracket(literal) else {
      inlines.append(Inline(.text(tree.string(literal)), range: range(found)))
      return
    }
    // Without escapes and entities, offsets in the text are offsets in the source.
    let isVerbatim = found?.count == literal.count
    let places = isVerbatim ? nil : found.flatMap { locator.places(of: literal, at: $0.lowerBound) }
    func place(_ offset: Int) -> Int? {
      guard let found else { return nil }
      let inside = offset - literal.lowerBound
      return isVerbatim ? found.lowerBound + inside : places?[inside]
    }
    let pieces = ReferenceSyntax.pieces(tree.bytes[literal]) { offset in
      place(offset).map { !locator.has(tree.bytes[offset] == UInt8(ascii: "[") ? "[[" : "]]", at: $0) } ?? false
    }
    for piece in pieces {
      var part: Range<Int>?
      if let start = place(piece.range.lowerBound), let end = place(piece.range.upperBound) { part = start..<end }
      switch piece.meaning {
      case .text: inlines.append(Inline(.text(tree.string(piece.range)), range: range(part)))
      case .reference(let reference): inlines.append(Inline(.reference(reference), range: range(part)))
      case .malformed(let headline):
        report(.warning, "malformed-reference", headline, at: part ?? found)
        inlines.append(Inline(.text(tree.string(piece.range)), range: range(part)))
      }
    }
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

  /// The file's range of a range of the content.
  func range(_ content: Range<Int>?) -> SourceRange? {
    guard let content, let found = map?.source(content) else { return nil }
    return source.range(found)
  }

  mutating func report(
    _ severity: Diagnostic.Severity, _ code: Diagnostic.Code, _ message: String, at content: Range<Int>?
  ) {
    let offset = content.flatMap { map?.source($0) }?.lowerBound ?? fallback
    diagnostics.append(source.diagnostic(severity, code, message, at: offset))
  }
}
