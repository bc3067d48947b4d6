internal import Diagnostics

extension InlineBuilder {
  /// Adds a link or an image, or what it is shown as if the policy refuses its destination.
  mutating func addLink(_ index: Int, depth: Int) -> Range<Int>? {
    let node = tree.nodes[index]
    let isImage = node.kind == .image
    let isEmpty = index + 1 == node.end
    let opening: StaticString = isImage ? "![" : "["
    var emptyStart: Int?
    if isEmpty, map != nil { emptyStart = locator.find(opening)?.upperBound }
    let entry = locator.cursor
    let destination = destination(node, isImage: isImage)
    let own = flat.open(isImage ? .image : .link)
    if case .success(let destination) = destination {
      let (number, text) = destination.flat
      flat.addDetail(.destination, text.utf8, number: number, to: own)
      if !node.detail.isEmpty { flat.addDetail(.title, tree.bytes[node.detail], to: own) }
    }
    let start = flat.nodes.count
    let covered = addInlines(index + 1..<node.end, depth: depth + 1)
    let whole = extent(opening, covered ?? emptyStart.map { $0..<$0 }, from: entry)
    switch destination {
    case .success:
      flat.close(own, at: place(whole))
      let isAuto = whole.map { !locator.has(opening, at: $0.lowerBound) } ?? isAutomatic(node, index)
      if isAuto, !isImage { makeAddress(own, children: start) }
    case .failure(let refusal):
      report(.warning, "refused-link", refusal.headline, at: whole ?? covered)
      if let whole {
        flat.removeAll(from: own)
        flat.add(.writtenInline, showing: tree.bytes[whole], at: place(whole))
      } else {
        // Not found again: its text, and its destination in words, so that nothing is lost.
        flat.nodes.remove(at: own)
        let words = Array(" (\(tree.string(node.literal)))".utf8)
        flat.add(.writtenInline, showing: words[...], at: nil)
      }
    }
    return whole ?? covered
  }

  /// Where a link leads, or why no page may carry that.
  private func destination(
    _ node: RawTree.Node, isImage: Bool
  ) -> Result<LinkDestination, LinkDestination.Refusal> {
    do throws(LinkDestination.Refusal) {
      let destination = try LinkDestination(tree.string(node.literal))
      if isImage, case .mail = destination { return .failure(.scheme("mailto")) }
      return .success(destination)
    } catch {
      return .failure(error)
    }
  }

  /// Makes the link at `own` an address that stands for itself: its words are its text.
  private mutating func makeAddress(_ own: Int, children start: Int) {
    var words: [UInt8] = []
    flat.append(plainTextOf: start..<flat.nodes.count, to: &words)
    // It has no title: the library gives none to an address.
    let title = flat.detail(.title, of: own)
    flat.removeAll(from: title ?? start)
    flat.nodes[own].kind = .autolink
    flat.close(own, at: flat.nodes[own].place)
    flat.setText(of: own, to: words[...], head: 0)
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
