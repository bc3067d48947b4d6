import KfuncModel

/// Finds comments and run-time warnings that announce a deprecation or a removal.
struct NoticeReader {
  /// Comments and warnings of a body that are looked at.
  private static let mostComments = 200
  private static let mostWarnings = 200

  let source: CSource
  /// What was found in a comment, by its first byte: bodies that are never closed share theirs.
  private var known: [Int: DeprecationNotice?] = [:]
  /// Calls of the file that warn at run time, by their name's token, with their closing parenthesis.
  private lazy var warningCalls: [(name: Int, close: Int)] = source.tokens.indices.compactMap { index in
    guard source.tokens[index].kind == .identifier, source.matches(at: index + 1, "("),
      NoticeReader.isWarning(source.text(source.tokens[index])), let close = source.closing(of: index + 1)
    else { return nil }
    return (index, close)
  }

  init(source: CSource) { self.source = source }

  /// The notices directly above and inside the definition `finding`, in the order of the file.
  mutating func notices(near finding: FunctionFinding) -> [DeprecationNotice] {
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

  private mutating func notices(in comment: CComment) -> [DeprecationNotice] {
    if let notice = known[comment.start] { return notice.map { [$0] } ?? [] }
    let notice = notice(in: comment)
    known.updateValue(notice, forKey: comment.start)
    return notice.map { [$0] } ?? []
  }

  private func notice(in comment: CComment) -> DeprecationNotice? {
    let lines = source.bytes[comment.start..<comment.end].split(separator: 0x0a, omittingEmptySubsequences: false)
    for (offset, line) in lines.enumerated() {
      let text = String(decoding: line, as: UTF8.self)
      guard NoticeReader.announcesRemoval(text) else { continue }
      // A sentence may go on in the next line of the comment.
      let next = offset + 1 < lines.count ? String(decoding: lines[offset + 1], as: UTF8.self) : ""
      return DeprecationNotice(
        source: SourceReference(file: source.path, line: comment.line + offset), form: .comment,
        releases: NoticeReader.releases(in: text + " " + next))
    }
    return nil
  }

  private mutating func warnings(in body: ClosedRange<Int>) -> [DeprecationNotice] {
    var notices: [DeprecationNotice] = []
    var end = body.lowerBound
    let first = warningCalls.partitioningIndex { $0.name >= body.lowerBound }
    for (name, close) in warningCalls[first...].prefix(Self.mostWarnings) {
      guard name < body.upperBound else { break }
      // A call inside of the call before is part of that one.
      guard name > end, close < body.upperBound else { continue }
      end = close
      let text = source.tokens[name...close].filter { $0.kind == .string }.map(source.text).joined(separator: " ")
      guard NoticeReader.announcesRemoval(text) else { continue }
      notices.append(
        DeprecationNotice(
          source: SourceReference(file: source.path, line: Int(source.tokens[name].line)), form: .runtimeWarning,
          releases: NoticeReader.releases(in: text)))
    }
    return notices
  }

  private static func isWarning(_ name: String) -> Bool {
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
