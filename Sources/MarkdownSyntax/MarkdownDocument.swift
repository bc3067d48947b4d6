public import Diagnostics

/// A Markdown document as an immutable tree of values.
///
/// The dialect is GitHub's (tables, strikethrough, bare addresses, task lists, footnotes, alerts) without raw HTML,
/// which is shown as it was written, and with `[[kind:target]]` references. Every range was verified against the
/// bytes of the file.
public struct MarkdownDocument: Equatable, Sendable {
  /// The text and its positions.
  public var source: SourceText { parts.source }
  /// What stands between the `---` lines at the top.
  public var frontMatter: FrontMatter? { parts.frontMatter }
  /// The blocks.
  public var blocks: [Block] { parts.blocks }
  /// The footnotes that are referred to, by number.
  public var footnotes: [Footnote] { parts.footnotes }
  /// Everything that was found wrong, in the order of the file.
  public var diagnostics: [Diagnostic] { parts.diagnostics }

  /// Whether two documents have the same path and say the same.
  public static func == (left: MarkdownDocument, right: MarkdownDocument) -> Bool {
    left.parts === right.parts
      || left.source == right.source && left.frontMatter == right.frontMatter && left.blocks == right.blocks
        && left.footnotes == right.footnotes && left.diagnostics == right.diagnostics
  }

  /// What a document consists of. Thousands of documents are copied at every save of a preview: one count of references
  /// each instead of twelve.
  private final class Parts: Sendable {
    let source: SourceText
    let frontMatter: FrontMatter?
    let blocks: [Block]
    let footnotes: [Footnote]
    let diagnostics: [Diagnostic]

    init(
      _ source: SourceText, _ frontMatter: FrontMatter?, _ blocks: [Block], _ footnotes: [Footnote],
      _ diagnostics: [Diagnostic]
    ) {
      self.source = source
      self.frontMatter = frontMatter
      self.blocks = blocks
      self.footnotes = footnotes
      self.diagnostics = diagnostics
    }
  }

  private let parts: Parts

  /// The path as diagnostics show it.
  public var path: String { source.path }

  /// The document in `bytes`. Any bytes give a document; what is wrong with them stands in `diagnostics`.
  public init(path: String, bytes: [UInt8]) { self.init(path: path, bytes: bytes, isScanned: true) }

  /// The same, with the scan for limits or, to measure what that costs, without: of trusted bytes alone.
  package init(path: String, bytes: [UInt8], isScanned: Bool) {
    var diagnostics: [Diagnostic] = []
    let source = SourceText(path: path, bytes: bytes, diagnostics: &diagnostics)
    let (frontMatter, firstLine) = FrontMatter.find(in: source, diagnostics: &diagnostics)
    let body: (blocks: [Block], footnotes: [Footnote])
    if isScanned, let violation = ComplexityLimits.violation(in: source, firstLine: firstLine) {
      body = (Self.unparsed(source, firstLine: firstLine, violation, &diagnostics), [])
    } else {
      let start = firstLine < source.lineStarts.count ? source.lineStarts[firstLine] : source.clean.count
      let tree = CMarkParser.parse(source.clean[start...])
      var builder = TreeBuilder(source: source, tree: tree, firstLine: firstLine)
      if let built = builder.build() {
        body = built
        diagnostics += builder.diagnostics
        diagnostics += UnusedFootnotes.diagnostics(in: source, tree: tree, firstLine: firstLine)
      } else {
        let violation = ComplexityLimits.Violation(offset: start, headline: "blocks nested too deeply")
        body = (Self.unparsed(source, firstLine: firstLine, violation, &diagnostics), [])
      }
    }
    parts = Parts(source, frontMatter, body.blocks, body.footnotes, diagnostics.sorted())
  }

  private init(_ parts: Parts) { self.parts = parts }

  /// The same document for those who do not ask for the fields of its front matter any more: their tree is larger than the
  /// text that it was read from.
  public var withoutFields: MarkdownDocument {
    guard let frontMatter, frontMatter.root != nil else { return self }
    let text = FrontMatter(text: frontMatter.text, line: frontMatter.line, root: nil)
    return MarkdownDocument(Parts(source, text, blocks, footnotes, diagnostics))
  }

  private static func unparsed(
    _ source: SourceText, firstLine: Int, _ violation: ComplexityLimits.Violation, _ diagnostics: inout [Diagnostic]
  ) -> [Block] {
    diagnostics.append(
      source.diagnostic(
        .error, "markdown-too-complex", violation.headline + "; the document is shown as it was written",
        at: violation.offset))
    let start = source.lineStarts[firstLine]
    let text = String(decoding: source.clean[start...], as: UTF8.self)
    return [Block(.unparsed(text), range: source.range(start..<source.clean.count))]
  }
}
