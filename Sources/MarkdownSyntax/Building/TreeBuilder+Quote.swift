internal import Diagnostics

extension TreeBuilder {
  /// A block quote, or the alert that it is: GitHub's form, a first line `[!NOTE]` with nothing else on it.
  mutating func quote(_ children: [Block], range: Range<Int>?) -> Block {
    let place = range.map(source.range)
    guard case .paragraph(let inlines)? = children.first?.kind, let first = inlines.first,
      case .text(let text) = first.kind, text.hasPrefix("[!"), text.hasSuffix("]"), text.count < 40,
      inlines.count == 1 || inlines[1].kind == .softBreak || inlines[1].kind == .lineBreak
    else { return Block(.blockQuote(children), range: place) }
    let name = text.dropFirst(2).dropLast()
    guard let kind = AlertKind(rawValue: name.lowercased()) else {
      let known = AlertKind.allCases.map { $0.rawValue.uppercased() }.joined(separator: ", ")
      diagnostics.append(
        source.diagnostic(
          .warning, "unknown-alert", "no alert named '\(name)'; known are \(known)", at: range?.lowerBound ?? 0))
      return Block(.blockQuote(children), range: place)
    }
    var blocks = children
    if inlines.count <= 2 {
      blocks.removeFirst()
    } else {
      blocks[0].kind = .paragraph(Array(inlines.dropFirst(2)))
      // The paragraph begins with what is left of it.
      if let old = blocks[0].range, let start = inlines[2].range {
        blocks[0].range = SourceRange(
          offsets: start.lowerBound..<old.upperBound, line: start.line, column: start.column)
      }
    }
    return Block(.alert(kind, blocks), range: place)
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

  /// Removes a written anchor from the end of a heading's content.
  func takeWritten(from content: inout [Inline]) -> String? {
    guard let last = content.last, case .text(let text) = last.kind,
      let (anchor, length) = HeadingAnchors.written(ArraySlice(text.utf8))
    else { return nil }
    if length == 0 {
      content.removeLast()
    } else {
      // Ids hold nothing that is escaped, so what was cut off has as many bytes in the source.
      let cut = text.utf8.count - length
      var range = last.range
      if let old = last.range, old.offsets.count > cut {
        range = SourceRange(
          offsets: old.lowerBound..<old.upperBound - cut, line: old.line, column: old.column)
      }
      content[content.count - 1] = Inline(
        .text(String(decoding: text.utf8.prefix(length), as: UTF8.self)), range: range)
    }
    return anchor
  }
}
