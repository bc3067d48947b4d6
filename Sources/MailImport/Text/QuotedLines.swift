/// The lines of a plain text with their quotation depth.
enum QuotedLines {
  /// A line as mail programs write it: `>` any number of times, each with at most one space after it.
  static func fixed(_ line: ArraySlice<UInt8>, deepest: Int) -> BodyLine {
    var rest = line
    var depth = 0
    while depth < deepest, rest.first == 0x3e {
      depth += 1
      rest.removeFirst()
      if rest.first == 0x20 { rest.removeFirst() }
    }
    return BodyLine(depth: depth, content: Array(rest))
  }

  /// RFC 3676, section 4: quote marks are counted, one stuffed space is taken off, and a line that ends in a space
  /// continues in the next line of the same depth; `-- ` is never continued. With `delSp` the space itself goes.
  static func flowed(_ lines: some Sequence<ArraySlice<UInt8>>, delSp: Bool, deepest: Int) -> [BodyLine] {
    var result: [BodyLine] = []
    var isOpen = false
    for line in lines {
      var rest = line
      var depth = 0
      while depth < deepest, rest.first == 0x3e {
        depth += 1
        rest.removeFirst()
      }
      if rest.first == 0x20 { rest.removeFirst() }
      let isSignature = rest.elementsEqual([0x2d, 0x2d, 0x20])
      let flows = rest.last == 0x20 && !isSignature
      if flows, delSp { rest.removeLast() }
      if isOpen, !isSignature, let last = result.last, last.depth == depth {
        result[result.count - 1].content += rest
      } else {
        result.append(BodyLine(depth: depth, content: Array(rest)))
      }
      isOpen = flows
    }
    return result
  }
}
