/// Blocks of a mail as Markdown that renders back to them.
enum MarkdownBody {
  /// The Markdown of `blocks`, ended by a newline; empty for no blocks.
  static func text(of blocks: [BodyBlock]) -> String {
    var result: [UInt8] = []
    var last: BodyBlock?
    for block in blocks {
      if let last {
        // An empty line at the depth that both share ends the first and opens no new quotation.
        append([], depth: min(last.depth, block.depth), to: &result)
      }
      append(block, to: &result)
      last = block
    }
    return result.text
  }

  private static func append(_ block: BodyBlock, to result: inout [UInt8]) {
    switch block.kind {
    case .prose:
      for line in block.lines { append(MarkdownLine.encoded(line), depth: block.depth, to: &result) }
    case .elision:
      for line in block.lines { append(Array(line.utf8), depth: block.depth, to: &result) }
    case .code, .diff:
      let lines = block.lines.map { Array($0.utf8) }
      let fence = [UInt8](repeating: 0x60, count: max(3, longestRun(of: 0x60, in: lines) + 1))
      append(fence + Array(block.language.utf8), depth: block.depth, to: &result)
      for line in lines { append(line, depth: block.depth, to: &result) }
      append(fence, depth: block.depth, to: &result)
    }
  }

  private static func append(_ line: [UInt8], depth: Int, to result: inout [UInt8]) {
    for level in 0..<depth {
      result.append(0x3e)
      if level + 1 < depth || !line.isEmpty { result.append(0x20) }
    }
    result += line
    result.append(0x0a)
  }

  private static func longestRun(of byte: UInt8, in lines: [[UInt8]]) -> Int {
    var longest = 0
    for line in lines {
      var run = 0
      for other in line {
        run = other == byte ? run + 1 : 0
        longest = max(longest, run)
      }
    }
    return longest
  }
}
