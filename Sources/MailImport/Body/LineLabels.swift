/// What a line of a mail is, seen with its neighbours.
enum LineLabel: Hashable {
  case blank
  case prose
  case diff
  /// A fence of the author's own, three backticks alone on a line, and the lines inside it.
  case fence(opens: Bool)
  case fenced
}

/// Labels for each line of a mail. Patches are followed hunk by hunk with the counts of their headers, at each depth
/// for itself, because reviewers write between the lines of a hunk.
struct LineLabels {
  private enum PatchState {
    case outside
    case header
    case hunk(old: Int, new: Int)
  }

  private(set) var labels: [LineLabel] = []
  private let lines: [BodyLine]
  private var states: [Int: PatchState] = [:]

  init(_ lines: [BodyLine]) {
    self.lines = lines
    labels = lines.map { PatchLine.isBlank($0.content) ? .blank : .prose }
    labelFences()
    for index in lines.indices where labels[index] == .prose || labels[index] == .blank { labelPatch(index) }
    labelStats()
    labelFragments()
  }

  // MARK: - Fences

  private mutating func labelFences() {
    var index = 0
    var hopelessUntil = 0
    while index < lines.count {
      guard index >= hopelessUntil, Self.opensFence(lines[index].content) else {
        index += 1
        continue
      }
      let depth = lines[index].depth
      var end = index + 1
      while end < lines.count, lines[end].depth == depth, !Self.closesFence(lines[end].content) { end += 1 }
      guard end < lines.count, lines[end].depth == depth, end > index + 1 else {
        hopelessUntil = end
        index += 1
        continue
      }
      labels[index] = .fence(opens: true)
      for inner in (index + 1)..<end { labels[inner] = .fenced }
      labels[end] = .fence(opens: false)
      index = end + 1
    }
  }

  private static func opensFence(_ content: [UInt8]) -> Bool {
    let line = content.trimmedEnd
    return line.starts(with: "```".utf8) && line.count < 20
      && line.dropFirst(3).allSatisfy { isAlphanumeric($0) || $0 == 0x2d || $0 == 0x2b }
  }

  private static func closesFence(_ content: [UInt8]) -> Bool { content.trimmedEnd.elementsEqual("```".utf8) }

  // MARK: - Patches

  private mutating func labelPatch(_ index: Int) {
    let line = lines[index]
    let content = line.content[...]
    if case .hunk(let old, let new) = states[line.depth] ?? .outside, old > 0 || new > 0 {
      if let (minus, plus) = step(index), minus <= old, plus <= new {
        states[line.depth] = .hunk(old: old - minus, new: new - plus)
        labels[index] = .diff
        return
      }
      if labels[index] == .blank { return }
    }
    if PatchLine.isHunkHeader(content) {
      let (old, new) = PatchLine.counts(content)
      states[line.depth] = .hunk(old: old, new: new)
      labels[index] = .diff
    } else if content.starts(with: "diff --git ".utf8) || startsFileHeader(index) {
      states[line.depth] = .header
      labels[index] = .diff
    } else if case .header = states[line.depth] ?? .outside, PatchLine.isFileHeader(content) {
      labels[index] = .diff
    } else if case .hunk = states[line.depth] ?? .outside, content.starts(with: "\\ No newline".utf8) {
      labels[index] = .diff
    } else if labels[index] != .blank {
      states[line.depth] = .outside
    }
  }

  /// What the line takes from the counts of the open hunk, or nil if it cannot belong to it.
  private func step(_ index: Int) -> (minus: Int, plus: Int)? {
    let line = lines[index]
    switch line.content.first {
    case 0x2b: return (0, 1)
    case 0x2d:
      if PatchLine.isMailSignature(line, next: index + 1 < lines.count ? lines[index + 1] : nil) { return nil }
      return (1, 0)
    case 0x20: return (1, 1)
    case 0x5c: return (0, 0)
    case nil:
      // An empty line of context, whose space was trimmed: only if the patch goes on in the next line.
      guard index + 1 < lines.count, lines[index + 1].depth == line.depth,
        let next = lines[index + 1].content.first, next == 0x2b || next == 0x2d || next == 0x20
      else { return nil }
      return (1, 1)
    default: return nil
    }
  }

  private func startsFileHeader(_ index: Int) -> Bool {
    guard index + 1 < lines.count, lines[index + 1].depth == lines[index].depth else { return false }
    return lines[index].content.starts(with: "--- ".utf8) && lines[index + 1].content.starts(with: "+++ ".utf8)
      && lines[index].content.count > 4
  }

  // MARK: - Lists of changed files

  private mutating func labelStats() {
    for index in lines.indices where labels[index] == .prose {
      let content = lines[index].content[...]
      if PatchLine.isStat(content) {
        labels[index] = .diff
        if index > 0, lines[index - 1].depth == lines[index].depth, lines[index - 1].content.elementsEqual("---".utf8) {
          labels[index - 1] = .diff
        }
      } else if index > 0, labels[index - 1] == .diff, lines[index - 1].depth == lines[index].depth,
        PatchLine.isStatSummary(content)
      {
        labels[index] = .diff
      }
    }
  }

  // MARK: - Fragments

  /// Runs of added or removed lines without a header, as a reviewer quotes them.
  private mutating func labelFragments() {
    var index = 0
    while index < lines.count {
      guard labels[index] == .prose, PatchLine.isChange(lines[index].content) else {
        index += 1
        continue
      }
      let depth = lines[index].depth
      var end = index
      var last = index
      while end < lines.count, lines[end].depth == depth, labels[end] == .prose,
        let first = lines[end].content.first, first == 0x2b || first == 0x2d || first == 0x20
      {
        if first != 0x20 { last = end }
        end += 1
      }
      let run = lines[index...last].map(\.content)
      if PatchLine.isFragment(run) { for line in index...last { labels[line] = .diff } }
      index = end
    }
  }
}
