internal import Diagnostics

/// Footnotes that the parser drops without a word, because nothing refers to them or their label is taken.
enum UnusedFootnotes {
  /// A warning for each.
  static func diagnostics(in source: SourceText, tree: RawTree, firstLine: Int) -> [Diagnostic] {
    guard firstLine < source.lineStarts.count else { return [] }
    var kept: Set<Int> = []
    var verbatim: [ClosedRange<Int>] = []
    for node in tree.nodes {
      if node.kind == .footnoteDefinition {
        kept.insert(firstLine + Int(node.startLine) - 1)
      } else if node.kind == .codeBlock || node.kind == .htmlBlock {
        let start = firstLine + Int(node.startLine) - 1
        verbatim.append(start...max(start, firstLine + Int(node.endLine) - 1))
      }
    }
    var diagnostics: [Diagnostic] = []
    var block = 0
    for index in firstLine..<source.lineStarts.count {
      guard let (start, label) = definition(source, source.line(index)), !kept.contains(index) else { continue }
      while block < verbatim.count, verbatim[block].upperBound < index { block += 1 }
      if block < verbatim.count, verbatim[block].contains(index) { continue }
      diagnostics.append(
        source.diagnostic(
          .warning, "unused-footnote", "footnote '\(label)' is not shown: nothing refers to it, or the label is taken",
          at: start))
    }
    return diagnostics
  }

  private static func definition(_ source: SourceText, _ line: Range<Int>) -> (start: Int, label: String)? {
    let bytes = source.clean
    var at = line.lowerBound
    while at < line.upperBound, bytes[at] == 0x20 || bytes[at] == UInt8(ascii: ">") { at += 1 }
    guard at + 4 < line.upperBound, bytes[at] == UInt8(ascii: "["), bytes[at + 1] == UInt8(ascii: "^") else {
      return nil
    }
    // An indented line is code.
    if at - line.lowerBound > 3, bytes[line.lowerBound] == 0x20 { return nil }
    var end = at + 2
    while end < line.upperBound, bytes[end] != UInt8(ascii: "]"), bytes[end] > 0x20 { end += 1 }
    guard end > at + 2, end + 1 < line.upperBound, bytes[end] == UInt8(ascii: "]"), bytes[end + 1] == UInt8(ascii: ":")
    else { return nil }
    return (at, String(decoding: bytes[at...end], as: UTF8.self))
  }
}
