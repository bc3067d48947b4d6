internal import Diagnostics
internal import KfuncModel

/// Reads MAINTAINERS line by line.
struct MaintainersReader {
  private let file: String
  private(set) var sections: [MaintainersSection] = []
  private(set) var rules: [[MaintainersRule]] = []
  private(set) var diagnostics: [Diagnostic] = []

  /// The last line that was neither field, blank nor comment: the title of the fields that follow.
  private var title: (bytes: ArraySlice<UInt8>, line: Int)?
  /// Whether fields of the current title have been seen.
  private var isInSection = false
  private var hasWarnedOfMissingTitle = false
  private var hasWarnedOfEncoding = false
  private var unshown = 0
  private var expressions = 0

  /// More globs and regular expressions than this are not kept, since each is tried on every file; no kernel has
  /// more than a few thousand.
  private static let mostExpressions = 20_000

  /// A file that earns more warnings than this is no MAINTAINERS file; the rest are counted.
  private static let mostWarnings = 100

  /// A reader that places its diagnostics in `file`.
  init(file: String) { self.file = file }

  /// Reads the whole file.
  mutating func read(_ bytes: [UInt8]) {
    var start = 0
    var line = 1
    while start < bytes.count {
      let feed = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      var end = feed
      if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
      read(bytes[start..<end], line: line)
      start = feed + 1
      line += 1
    }
    if unshown > 0 {
      let location = SourceLocation(file: file)
      diagnostics.append(
        Diagnostic(.warning, "maintainers-pattern", "\(unshown) more warnings not shown", at: location))
    }
  }

  private mutating func read(_ text: ArraySlice<UInt8>, line: Int) {
    guard let first = text.first(where: { !ByteSet.space.contains($0) }), first != UInt8(ascii: "#") else { return }
    let start = text.startIndex
    guard text.count >= 2, ByteSet.upper.contains(text[start]), text[start + 1] == UInt8(ascii: ":") else {
      title = (text, line)
      isInSection = false
      return
    }
    if !isInSection {
      guard let title else {
        if !hasWarnedOfMissingTitle { warn("maintainers-missing-title", "field before any title", line, 1, text) }
        hasWarnedOfMissingTitle = true
        return
      }
      let name = string(spaced(title.bytes), line: title.line)
      sections.append(MaintainersSection(title: name, line: title.line))
      rules.append([])
      isInSection = true
    }
    let value = text[(start + 2)...].drop(while: ByteSet.space.contains)
    switch text[start] {
    case UInt8(ascii: "F"): add(.files, value, text, line)
    case UInt8(ascii: "X"): add(.excluded, value, text, line)
    case UInt8(ascii: "N"): add(.named, value, text, line)
    case UInt8(ascii: "S"):
      if sections[sections.count - 1].status == nil {
        sections[sections.count - 1].status = nonEmpty(string(spaced(value), line: line))
      }
    case UInt8(ascii: "T"):
      if let tree = nonEmpty(string(spaced(value), line: line)) { sections[sections.count - 1].trees.append(tree) }
    case UInt8(ascii: "L"):
      if let list = address(in: value, line: line) { sections[sections.count - 1].lists.append(list) }
    default: break
    }
  }

  private mutating func add(
    _ kind: MaintainersRule.Kind, _ value: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>, _ line: Int
  ) {
    let column = value.startIndex - text.startIndex + 1
    guard let last = value.last else {
      // Perl takes an empty pattern for one that matches everything, or for the last one used.
      return warn("maintainers-pattern", "empty pattern", line, column, text)
    }
    if kind != .named, ByteSet.space.contains(last) {
      warn("maintainers-pattern", "white space at the end of a pattern is part of it", line, column, text)
    }
    do throws(PathExpression.Failure) {
      let rule = try MaintainersRule(kind: kind, text: Array(value))
      if !rule.isLiteral {
        expressions += 1
        if expressions > Self.mostExpressions {
          return warn("maintainers-pattern", "pattern left out: too many globs in one file", line, column, text)
        }
      }
      rules[rules.count - 1].append(rule)
    } catch {
      // The offset of an `N:` is that of the text; globs grow while they are translated.
      let offset = kind == .named ? error.offset : 0
      warn("maintainers-pattern", "pattern left out: \(error.reason)", line, column + offset, text)
    }
  }

  /// The address of a list: in angle brackets if there are any, else the first word; nil when there is none.
  private mutating func address(in value: ArraySlice<UInt8>, line: Int) -> String? {
    if let open = value.firstIndex(of: UInt8(ascii: "<")),
      let close = value[open...].firstIndex(of: UInt8(ascii: ">"))
    {
      return nonEmpty(string(spaced(value[(open + 1)..<close]), line: line))
    }
    return nonEmpty(string(Array(value.prefix { !ByteSet.space.contains($0) && $0 != UInt8(ascii: "(") }), line: line))
  }

  private func nonEmpty(_ text: String) -> String? { text.isEmpty ? nil : text }

  /// `bytes` without white space at the ends, runs of it made one space.
  private func spaced(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    for byte in bytes {
      if !ByteSet.space.contains(byte) {
        result.append(byte)
      } else if let last = result.last, last != UInt8(ascii: " ") {
        result.append(UInt8(ascii: " "))
      }
    }
    if result.last == UInt8(ascii: " ") { result.removeLast() }
    return result
  }

  private mutating func string(_ bytes: [UInt8], line: Int) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    // Decoding puts replacement characters for what is not UTF-8; one warning a file says so.
    if !hasWarnedOfEncoding, !text.utf8.elementsEqual(bytes) {
      hasWarnedOfEncoding = true
      warn("invalid-utf8", "text is not UTF-8", line, nil, bytes[...])
    }
    return text
  }

  private mutating func warn(
    _ code: Diagnostic.Code, _ message: String, _ line: Int, _ column: Int?, _ text: ArraySlice<UInt8>
  ) {
    if diagnostics.count >= Self.mostWarnings {
      unshown += 1
      return
    }
    let location = SourceLocation(file: file, line: line, column: column)
    let shown = text.count <= 400 ? String(decoding: text, as: UTF8.self) : nil
    diagnostics.append(Diagnostic(.warning, code, message, at: location, sourceLine: shown))
  }
}
