internal import Diagnostics
internal import YAMLText

/// The YAML between `---` lines at the top of a document, read strictly (see `YAMLText`).
enum FrontMatter {
  /// What the front matter of `source` says, nil where that is nothing or could not be read, and the index of the first
  /// line behind it; 0 where it has none.
  static func find(in source: SourceText, diagnostics: inout [Diagnostic]) -> (root: YAMLNode?, firstLine: Int) {
    guard isFence(source, 0, "---") else { return (nil, 0) }
    for index in 1..<max(1, source.lineStarts.count)
    where isFence(source, index, "---") || isFence(source, index, "...") {
      let text = String(decoding: source.clean[source.lineStarts[1]..<source.lineStarts[index]], as: UTF8.self)
      return (YAMLText.read(text, file: source.path, firstLine: 2, diagnostics: &diagnostics), index + 1)
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
