internal import Diagnostics

extension TreeBuilder {
  /// Ends the block quote at `own`, which is written at `place`, or makes it the alert that it is: GitHub's form, a first
  /// line `[!NOTE]` with nothing else on it.
  mutating func closeQuote(_ own: Int, at place: Range<Int>?) {
    flat.close(own, at: place)
    let paragraph = own + 1
    guard paragraph < flat.nodes.count, flat.nodes[paragraph].kind == .paragraph else { return }
    let inlines = flat.children(of: paragraph)
    guard !inlines.isEmpty, flat.nodes[inlines.lowerBound].kind == .text else { return }
    // No text of a mark is longer than some bytes, and no paragraph that is none is looked at further.
    let mark = flat.withText(of: inlines.lowerBound) { bytes in
      bytes.count < 200 && bytes.starts(with: "[!".utf8) ? String(decoding: bytes, as: UTF8.self) : ""
    }
    guard mark.hasSuffix("]"), mark.count < 40 else { return }
    var rest = flat.end(of: inlines.lowerBound)
    if rest < inlines.upperBound {
      guard flat.nodes[rest].kind == .softBreak || flat.nodes[rest].kind == .lineBreak else { return }
      rest = flat.end(of: rest)
    }
    let name = mark.dropFirst(2).dropLast()
    guard let kind = AlertKind.allCases.firstIndex(where: { $0.rawValue == name.lowercased() }) else {
      let known = AlertKind.allCases.map { $0.rawValue.uppercased() }.joined(separator: ", ")
      diagnostics.append(
        source.diagnostic(
          .warning, "unknown-alert", "no alert named '\(name)'; known are \(known)", at: place?.lowerBound ?? 0))
      return
    }
    if rest == inlines.upperBound {
      flat.nodes.removeSubrange(paragraph..<inlines.upperBound)
    } else {
      // The paragraph begins with what is left of it.
      if let old = flat.nodes[paragraph].place, let start = flat.nodes[rest].place {
        flat.set(paragraph, at: start.lowerBound..<max(start.lowerBound, old.upperBound))
      }
      flat.nodes[paragraph].count -= UInt32(rest - inlines.lowerBound)
      flat.nodes.removeSubrange(inlines.lowerBound..<rest)
    }
    flat.nodes[own].kind = .alert
    flat.nodes[own].number = UInt8(kind)
    flat.close(own, at: place)
  }

  /// Takes every written anchor before any is derived, so that a derived one never takes it away.
  mutating func takeWrittenAnchors() {
    for node in tree.nodes where node.kind == .heading {
      let text = locator.trimmed(node.content)
      guard let (anchor, _) = HeadingAnchors.written(tree.bytes[text]), !anchors.take(anchor) else { continue }
      diagnostics.append(
        source.diagnostic(.error, "duplicate-anchor", "anchor '\(anchor)' is written twice", at: nearest(node)))
    }
  }

  /// Removes a written anchor from the end of the content of the heading at `own`, the last node so far.
  mutating func takeWritten(fromHeading own: Int) -> String? {
    var last: Int?
    // Behind the heading and the detail with its anchor.
    var index = own + 2
    while index < flat.nodes.count {
      last = index
      index = flat.end(of: index)
    }
    guard let last, flat.nodes[last].kind == .text,
      let (anchor, length) = flat.withText(of: last, { HeadingAnchors.written(Array($0)[...]) })
    else { return nil }
    if length == 0 { flat.removeAll(from: last) } else { flat.cutText(of: last, to: length) }
    return anchor
  }
}
