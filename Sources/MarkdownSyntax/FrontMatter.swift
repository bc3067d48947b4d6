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

  /// The front matter of `source`, if it has one, and the index of the first line behind it.
  static func find(
    in source: SourceText, diagnostics: inout [Diagnostic]
  ) -> (frontMatter: FrontMatter?, firstLine: Int) {
    guard isFence(source, 0, "---") else { return (nil, 0) }
    for index in 1..<max(1, source.lineStarts.count)
    where isFence(source, index, "---") || isFence(source, index, "...") {
      let text = String(decoding: source.clean[source.lineStarts[1]..<source.lineStarts[index]], as: UTF8.self)
      let root = YAMLText.read(text, file: source.path, firstLine: 2, diagnostics: &diagnostics)
      return (FrontMatter(text: text, line: 2, root: root), index + 1)
    }
    diagnostics.append(
      source.diagnostic(
        .error, "unclosed-front-matter", "front matter is not closed by a line '---'; read as text", at: 0))
    return (nil, 0)
  }

  private static func isFence(_ source: SourceText, _ index: Int, _ fence: String) -> Bool {
    var line = source.line(index)
    while let last = line.last, source.clean[last] == 0x20 || source.clean[last] == 0x09 { line = line.dropLast() }
    return source.clean[line].elementsEqual(fence.utf8)
  }
}
