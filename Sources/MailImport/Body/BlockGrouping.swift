/// Blocks from labelled lines.
struct BlockGrouping {
  var lines: [BodyLine]
  var labels: [LineLabel]

  /// The blocks in order.
  func blocks() -> [BodyBlock] {
    var result: [BodyBlock] = []
    /// Empty lines at one depth since the last block; nil once another depth's empty line stood between.
    var gap: Int? = 0
    var index = 0
    while index < lines.count {
      switch labels[index] {
      case .blank:
        if let depth = result.last?.depth, lines[index].depth != depth { gap = nil }
        gap = gap.map { $0 + 1 }
        index += 1
        continue
      case .fence:
        let end = labels[(index + 1)...].firstIndex(of: .fence(opens: false)) ?? index
        let inner = lines[(index + 1)..<max(index + 1, end)].map(\.content.text)
        let language = lines[index].content.trimmedEnd.dropFirst(3).text
        let kind: BodyBlock.Kind = language == "diff" ? .diff : .code
        result.append(BodyBlock(kind, depth: lines[index].depth, lines: inner, language: language))
        index = end + 1
      case .diff:
        let end = endOfRun(from: index)
        append(.diff, index..<end, gap, to: &result)
        index = end
      case .prose, .fenced:
        let end = endOfRun(from: index)
        appendProse(index..<end, gap, to: &result)
        index = end
      }
      gap = 0
    }
    return result
  }

  private func endOfRun(from index: Int) -> Int {
    var end = index + 1
    while end < lines.count, lines[end].depth == lines[index].depth, labels[end] == labels[index] { end += 1 }
    return end
  }

  private func appendProse(_ range: Range<Int>, _ gap: Int?, to result: inout [BodyBlock]) {
    let content = lines[range].map(\.content)
    if CodeForm.isCode(content[...]) { return append(.code, range, gap, to: &result) }
    guard let start = CodeForm.startAfterIntroduction(content) else { return append(.prose, range, gap, to: &result) }
    append(.prose, range.lowerBound..<(range.lowerBound + start), gap, to: &result)
    append(.code, (range.lowerBound + start)..<range.upperBound, 0, to: &result)
  }

  /// Adds a block, or continues the last one: code and patches go on over empty lines of their own depth.
  private func append(_ kind: BodyBlock.Kind, _ range: Range<Int>, _ gap: Int?, to result: inout [BodyBlock]) {
    let depth = lines[range.lowerBound].depth
    let content = lines[range].map { kind == .prose ? Self.proseLine($0.content) : $0.content.text }
    if kind != .prose, let gap, let last = result.last, last.kind == kind, last.depth == depth,
      last.language == Self.language(kind)
    {
      result[result.count - 1].lines += Array(repeating: "", count: gap) + content
    } else {
      result.append(BodyBlock(kind, depth: depth, lines: content, language: Self.language(kind)))
    }
  }

  private static func language(_ kind: BodyBlock.Kind) -> String {
    switch kind {
    case .diff: "diff"
    case .code: "c"  // CodeForm takes nothing for code but what looks like C.
    case .prose, .elision: ""
    }
  }

  /// A line of prose: its indentation as spaces (a tab reaches the next multiple of eight), nothing at its end.
  static func proseLine(_ content: [UInt8]) -> String {
    var rest = content.trimmedEnd
    var column = 0
    while let first = rest.first {
      if first == 0x20 {
        column += 1
        rest.removeFirst()
      } else if first == 0x09 {
        column += 8 - column % 8
        rest.removeFirst()
      } else if rest.starts(with: [0xc2, 0xa0]) {
        column += 1
        rest.removeFirst(2)
      } else {
        break
      }
    }
    return String(repeating: " ", count: column) + rest.text
  }
}
