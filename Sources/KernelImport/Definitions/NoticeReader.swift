import KfuncModel

/// Finds comments and run-time warnings that announce a deprecation or a removal.
struct NoticeReader {
  /// Tokens and comments of a body that are looked at; the largest kfunc of a kernel has a fifth of it.
  private static let mostTokens = 5_000
  private static let mostComments = 500

  let source: CSource

  /// The notices directly above and inside the definition `finding`, in the order of the file.
  func notices(near finding: FunctionFinding) -> [DeprecationNotice] {
    var notices: [DeprecationNotice] = []
    for comment in KernelDocReader(source: source).comments(above: finding.start)
    where comment.directives == Int(source.tokens[finding.start].directives) {
      notices += self.notices(in: comment)
    }
    if let body = finding.body {
      let start = Int(source.tokens[body.lowerBound].end)
      let end = Int(source.tokens[body.upperBound].start)
      let first = source.comments.partitioningIndex { $0.start >= start }
      for comment in source.comments[first...].prefix(Self.mostComments) {
        guard comment.end <= end else { break }
        notices += self.notices(in: comment)
      }
      notices += warnings(in: body)
    }
    return notices.sorted { $0.source < $1.source }
  }

  private func notices(in comment: CComment) -> [DeprecationNotice] {
    let lines = source.bytes[comment.start..<comment.end].split(separator: 0x0a, omittingEmptySubsequences: false)
    for (offset, line) in lines.enumerated() {
      let text = String(decoding: line, as: UTF8.self)
      guard NoticeReader.announcesRemoval(text) else { continue }
      // A sentence may go on in the next line of the comment.
      let next = offset + 1 < lines.count ? String(decoding: lines[offset + 1], as: UTF8.self) : ""
      return [
        DeprecationNotice(
          source: SourceReference(file: source.path, line: comment.line + offset), form: .comment,
          releases: NoticeReader.releases(in: text + " " + next))
      ]
    }
    return []
  }

  private func warnings(in body: ClosedRange<Int>) -> [DeprecationNotice] {
    var notices: [DeprecationNotice] = []
    var index = body.lowerBound
    let end = min(body.upperBound, body.lowerBound + Self.mostTokens)
    while index < end {
      let token = source.tokens[index]
      if token.kind == .identifier, source.matches(at: index + 1, "("), isWarning(source.text(token)),
        let close = source.closing(of: index + 1, within: body.upperBound)
      {
        let text = source.tokens[index...close].filter { $0.kind == .string }.map(source.text).joined(separator: " ")
        if NoticeReader.announcesRemoval(text) {
          notices.append(
            DeprecationNotice(
              source: SourceReference(file: source.path, line: Int(token.line)), form: .runtimeWarning,
              releases: NoticeReader.releases(in: text)))
        }
        index = close
      }
      index += 1
    }
    return notices
  }

  private func isWarning(_ name: String) -> Bool {
    name.hasPrefix("pr_") || name.hasPrefix("printk") || name.hasPrefix("WARN") || name.hasPrefix("dev_warn")
      || name.hasPrefix("net_warn") || name.hasSuffix("_warn") || name.hasSuffix("_warn_once")
  }

  /// Whether a line of text says that something is deprecated, or is going to be removed in a release.
  static func announcesRemoval(_ text: String) -> Bool {
    let lower = text.lowercased()
    return lower.contains("deprecat") || lower.contains("obsolete") || lower.contains("will be removed")
      || lower.contains("scheduled for removal")
  }

  /// Releases that a text names as `v6.22`, in order, each once.
  static func releases(in text: String) -> [String] {
    var releases: [String] = []
    for word in text.split(whereSeparator: { !($0.isLetter || $0.isNumber || $0 == ".") }) {
      var trimmed = word[...]
      while trimmed.last == "." { trimmed.removeLast() }
      guard trimmed.first == "v", KernelRelease(trimmed) != nil, !releases.contains(String(trimmed)) else { continue }
      releases.append(String(trimmed))
    }
    return releases
  }
}
