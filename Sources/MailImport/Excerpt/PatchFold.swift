/// Folding of patches: the list of changed files stays, the hunks become a visible gap.
enum PatchFold {
  /// Pieces of at most this many lines are kept: a reviewer's words hang on them.
  static let shortest = 10

  /// `blocks` with their patches folded.
  static func folded(_ blocks: [BodyBlock]) -> [BodyBlock] {
    blocks.flatMap { block -> [BodyBlock] in
      guard block.kind == .diff, block.lines.count > shortest else { return [block] }
      let head = block.lines.prefix { !startsPatch($0) }.reversed().drop { $0.isEmpty }.reversed()
      let isStat = head.contains { PatchLine.isStat(Array($0.utf8)[...]) }
      let kept = isStat ? Array(head) : []
      let folded = block.lines.count - kept.count
      guard folded > shortest else { return [block] }
      let mark = BodyBlock(.elision, depth: block.depth, lines: [ElisionMark.text("\(folded) lines of the patch")])
      return kept.isEmpty ? [mark] : [BodyBlock(.diff, depth: block.depth, lines: kept, language: "diff"), mark]
    }
  }

  private static func startsPatch(_ line: String) -> Bool {
    line.hasPrefix("diff --git ") || line.hasPrefix("@@ ") || line.hasPrefix("+++ ")
  }
}
