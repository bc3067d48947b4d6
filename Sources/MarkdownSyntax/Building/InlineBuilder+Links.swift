internal import Diagnostics

extension InlineBuilder {
  /// Adds a link or an image, or what it is shown as if the policy refuses its destination.
  mutating func appendLink(_ index: Int, to inlines: inout [Inline], depth: Int) -> Range<Int>? {
    let node = tree.nodes[index]
    let isImage = node.kind == .image
    let isEmpty = index + 1 == node.end
    let opening: StaticString = isImage ? "![" : "["
    var emptyStart: Int?
    if isEmpty, map != nil { emptyStart = locator.find(opening)?.upperBound }
    let entry = locator.cursor
    let (children, covered) = self.inlines(index + 1..<node.end, depth: depth + 1)
    let whole = extent(opening, covered ?? emptyStart.map { $0..<$0 }, from: entry)
    let isAuto = whole.map { !locator.has(opening, at: $0.lowerBound) } ?? isAutomatic(node, index)
    do throws(LinkDestination.Refusal) {
      let destination = try LinkDestination(tree.string(node.literal))
      if isImage, case .mail = destination { throw LinkDestination.Refusal.scheme("mailto") }
      if isAuto, !isImage {
        inlines.append(Inline(.autolink(destination, text: children.plainText), range: range(whole)))
      } else {
        let link = Inline.Link(destination: destination, title: tree.string(node.detail), content: children)
        inlines.append(Inline(isImage ? .image(link) : .link(link), range: range(whole)))
      }
    } catch {
      report(.warning, "refused-link", error.headline, at: whole ?? covered)
      if let whole {
        inlines.append(Inline(.shownAsWritten(tree.string(whole)), range: range(whole)))
      } else {
        // Not found again: its text, and its destination in words, so that nothing is lost.
        inlines += children
        inlines.append(Inline(.shownAsWritten(" (\(tree.string(node.literal)))"), range: nil))
      }
    }
    return whole ?? covered
  }

  /// The content of a link with its brackets and destination, given that of its text. What stands before `entry`
  /// belongs to what came before the link.
  private mutating func extent(_ opening: StaticString, _ text: Range<Int>?, from entry: Int) -> Range<Int>? {
    guard let text else { return nil }
    let start = text.lowerBound - opening.utf8CodeUnitCount
    if start >= entry, locator.has(opening, at: start), let end = locator.linkEnd(text.upperBound) {
      return locator.take(start..<end)
    }
    if text.lowerBound > entry, locator.has("<", at: text.lowerBound - 1), locator.has(">", at: text.upperBound) {
      return locator.take(text.lowerBound - 1..<text.upperBound + 1)
    }
    // A bare address: what is shown is what is written, unless brackets were expected and not found.
    return locator.isWordStart(text.lowerBound) ? locator.take(text) : nil
  }

  /// Whether a link whose place is unknown stands for itself: its text is its destination.
  private func isAutomatic(_ node: RawTree.Node, _ index: Int) -> Bool {
    guard index + 2 == node.end, tree.nodes[index + 1].kind == .text else { return false }
    let text = tree.string(tree.nodes[index + 1].literal)
    let destination = tree.string(node.literal)
    return destination == text || destination == "mailto:" + text || destination == "http://" + text
  }
}

extension InlineLocator {
  /// The next `text` at or behind the cursor.
  func find(_ text: StaticString) -> Range<Int>? {
    var at = cursor
    while at < content.upperBound {
      if has(text, at: at) { return at..<at + text.utf8CodeUnitCount }
      at += 1
    }
    return nil
  }

  /// The next text from `opening` up to a closing bracket; the cursor moves behind it.
  mutating func bracketed(opening: StaticString) -> Range<Int>? {
    guard let start = find(opening) else { return nil }
    var end = start.upperBound
    while end < content.upperBound, bytes[end] != UInt8(ascii: "]") { end += 1 }
    return end < content.upperBound ? take(start.lowerBound..<end + 1) : nil
  }

  /// Whether a bare address may begin at `offset` (GFM 6.9: at a line's beginning, behind space or one of `*_~(`; a
  /// mail address behind anything that cannot belong to it).
  func isWordStart(_ offset: Int) -> Bool {
    guard offset > content.lowerBound else { return true }
    return bytes[offset - 1] != UInt8(ascii: "[")
  }
}
