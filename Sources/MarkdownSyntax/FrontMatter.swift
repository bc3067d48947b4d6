internal import Diagnostics
public import YAMLText

/// The YAML between `---` lines at the top of a document.
public struct FrontMatter: Equatable, Sendable {
  /// The text between the two lines.
  public let text: String
  /// The line of its first line in the file, from 1.
  public let line: Int
  /// What the text says, read strictly (see `YAMLText`); nil if it is empty or could not be read.
  public let root: YAMLNode?

  /// What the front matter of `source` says, and the index of the first line behind it; 0 where it has none.
  static func find(in source: SourceText, diagnostics: inout [Diagnostic]) -> (root: YAMLNode?, firstLine: Int) {
    guard isFence(source, 0, "---") else { return (nil, 0) }
    for index in 1..<max(1, source.lineStarts.count)
    where isFence(source, index, "---") || isFence(source, index, "...") {
      let text = text(of: source, firstLine: index + 1)
      return (YAMLText.read(text, file: source.path, firstLine: 2, diagnostics: &diagnostics), index + 1)
    }
    diagnostics.append(
      source.diagnostic(
        .error, "unclosed-front-matter", "front matter is not closed by a line '---'; read as text", at: 0))
    return (nil, 0)
  }

  /// The front matter before the line `firstLine` of `source`.
  init(of source: SourceText, firstLine: Int, root: YAMLNode?) {
    text = Self.text(of: source, firstLine: firstLine)
    line = 2
    self.root = root
  }

  private static func text(of source: SourceText, firstLine: Int) -> String {
    String(decoding: source.clean[source.lineStarts[1]..<source.lineStarts[firstLine - 1]], as: UTF8.self)
  }

  private static func isFence(_ source: SourceText, _ index: Int, _ fence: String) -> Bool {
    var line = source.line(index)
    while let last = line.last, source.clean[last] == 0x20 || source.clean[last] == 0x09 { line = line.dropLast() }
    return source.clean[line].elementsEqual(fence.utf8)
  }
}
