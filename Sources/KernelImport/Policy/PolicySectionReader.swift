import KernelSources
import KfuncModel

/// Reads the sections of a reStructuredText document (Docutils' section syntax: a title underlined, or between two
/// lines, of one punctuation mark).
struct PolicySectionReader {
  let path: String
  private let lines: [Substring]

  init(_ file: SourceFile) {
    path = file.path
    lines = String(decoding: file.bytes, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
  }

  /// A section with its own text up to the next title of any level.
  struct Section {
    var section: PolicySection
    var text: String
  }

  /// The sections in order; text before the first title belongs to none.
  func read() -> [Section] {
    var titles: [(line: Int, bodyStart: Int, title: String)] = []
    var index = 0
    while index < lines.count {
      if let title = title(at: index) {
        titles.append(title)
        index = title.bodyStart
      } else {
        index += 1
      }
    }
    return titles.enumerated().map { position, title in
      let next = position + 1 < titles.count ? titles[position + 1].line : lines.count
      return section(title, bodyEnd: bodyEnd(before: next, after: title.bodyStart))
    }
  }

  private func section(_ title: (line: Int, bodyStart: Int, title: String), bodyEnd: Int) -> Section {
    let text = lines[title.bodyStart..<max(title.bodyStart, bodyEnd)].joined(separator: "\n")
    let normalised = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let (number, name) = PolicySectionReader.numbered(title.title)
    // The title's own line: below an overline it is one further down.
    let line = isRuler(title.line) ? title.line + 2 : title.line + 1
    return Section(
      section: PolicySection(
        number: number, title: name, anchors: anchors(above: title.line),
        source: SourceReference(file: path, line: line), hash: SHA256Digest.hexadecimal(of: Array(normalised.utf8))),
      text: text)
  }

  /// The title that begins at a line, overline included.
  private func title(at index: Int) -> (line: Int, bodyStart: Int, title: String)? {
    if isRuler(index), index + 2 < lines.count, isTitleText(index + 1, indented: true), isRuler(index + 2),
      lines[index] == lines[index + 2]
    {
      return (index, index + 3, lines[index + 1].trimmingSpaces)
    }
    guard isTitleText(index, indented: false), index + 1 < lines.count, isRuler(index + 1),
      lines[index + 1].count >= lines[index].count || lines[index + 1].count >= 4,
      index == 0 || lines[index - 1].allSatisfy(\.isWhitespace) || isAnchor(index - 1)
    else { return nil }
    return (index, index + 2, lines[index].trimmingSpaces)
  }

  private func isTitleText(_ index: Int, indented: Bool) -> Bool {
    let line = lines[index]
    guard let first = line.first, !line.trimmingSpaces.isEmpty, !isRuler(index) else { return false }
    if !indented, first.isWhitespace { return false }
    return !line.hasPrefix("..")
  }

  private func isRuler(_ index: Int) -> Bool {
    let line = lines[index]
    guard line.utf8.count >= 2, let first = line.utf8.first, "=-~^\"'`#*+:._".utf8.contains(first) else { return false }
    return line.utf8.allSatisfy { $0 == first }
  }

  private func isAnchor(_ index: Int) -> Bool {
    lines[index].hasPrefix(".. _") && lines[index].trimmingSpaces.hasSuffix(":")
  }

  /// Anchors that stand above a title, blank lines between.
  private func anchors(above index: Int) -> [String] {
    var anchors: [String] = []
    var line = index - 1
    while line >= 0, isAnchor(line) || lines[line].allSatisfy(\.isWhitespace) {
      if isAnchor(line) { anchors.insert(String(lines[line].trimmingSpaces.dropFirst(4).dropLast()), at: 0) }
      line -= 1
    }
    return anchors
  }

  /// The end of a section's text: blank lines and the next section's anchors are not its own.
  private func bodyEnd(before next: Int, after start: Int) -> Int {
    var end = next
    while end > start, isAnchor(end - 1) || lines[end - 1].allSatisfy(\.isWhitespace) { end -= 1 }
    return end
  }

  /// `3.1 kfunc deprecation` as `3.1` and `kfunc deprecation`.
  static func numbered(_ title: String) -> (number: String?, title: String) {
    let prefix = title.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard let first = prefix.first, first.isNumber, title.dropFirst(prefix.count).first == " " else {
      return (nil, title)
    }
    var number = prefix
    while number.last == "." { number.removeLast() }
    return (String(number), String(title.dropFirst(prefix.count).drop { $0 == " " }))
  }
}

extension Substring {
  fileprivate var trimmingSpaces: String {
    var rest = self
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest.drop(while: \.isWhitespace))
  }
}
