public import Diagnostics
public import YAMLText

/// A Markdown document as an immutable tree of values.
///
/// The dialect is GitHub's (tables, strikethrough, bare addresses, task lists, footnotes, alerts) without raw HTML,
/// which is shown as it was written, and with `[[kind:target]]` references. Every range was verified against the
/// bytes of the file.
public struct MarkdownDocument: Equatable, Sendable {
  /// The text and its positions.
  public var source: SourceText { parts.tree.source }
  /// What the front matter says, the YAML between the `---` lines at the top; nil where it says nothing or is forgotten.
  public var fields: YAMLNode? { parts.fields.first }
  /// The blocks, made of the tree whenever they are asked for.
  public var blocks: [Block] { parts.tree.blocks() }
  /// Whether it has no blocks.
  public var isEmpty: Bool { parts.tree.bodyEnd == 0 }
  /// The footnotes that are referred to, by number; made of the tree whenever they are asked for.
  public var footnotes: [Footnote] { parts.tree.footnotes() }
  /// Everything that was found wrong, in the order of the file.
  public var diagnostics: [Diagnostic] { parts.diagnostics }
  /// The tree, for who goes over it without values; lent, since a copy counts six references.
  package var tree: FlatTree {
    _read { yield parts.tree }
  }

  // What is asked of a tree again and again, here where it lies: lent to another module it is copied, six counts each.

  /// The text of the inlines in the node at `node`, or the one that it shows itself, without markup.
  package func plainText(inside node: Int) -> [UInt8] { parts.tree.plainText(inside: node) }
  /// The anchor of the heading at `node`.
  package func anchor(ofHeading node: Int) -> String { parts.tree.anchor(ofHeading: node) }
  /// The range of the file that `range` of the clean text came from.
  package func range(ofClean range: Range<Int>) -> SourceRange { parts.tree.source.range(range) }

  /// Whether two documents have the same path and say the same: all else is made of those.
  public static func == (left: MarkdownDocument, right: MarkdownDocument) -> Bool {
    left.parts === right.parts || left.source == right.source && left.parts.fields == right.parts.fields
  }

  /// What a document consists of. Thousands of documents are copied at every save of a preview: one count of references
  /// each instead of twelve.
  private final class Parts: Sendable {
    let tree: FlatTree
    /// Index of the first line behind the front matter.
    let firstLine: Int
    /// What the front matter says: one node or none, which takes no space when it is forgotten.
    let fields: [YAMLNode]
    let diagnostics: [Diagnostic]

    init(_ tree: FlatTree, firstLine: Int, fields: [YAMLNode], _ diagnostics: [Diagnostic]) {
      self.tree = tree
      self.firstLine = firstLine
      self.fields = fields
      self.diagnostics = diagnostics
    }
  }

  private let parts: Parts

  /// Where the text under the front matter begins in the clean text.
  var bodyStart: Int { Self.start(of: parts.firstLine, in: source) }

  private static func start(of line: Int, in source: SourceText) -> Int {
    line < source.lineStarts.count ? source.lineStarts[line] : source.clean.count
  }

  /// The path as diagnostics show it.
  public var path: String { source.path }

  /// The document in `bytes`. Any bytes give a document; what is wrong with them stands in `diagnostics`.
  public init(path: String, bytes: [UInt8]) { self.init(path: path, bytes: bytes, isScanned: true) }

  /// The same, with the scan for limits or, to measure what that costs, without: of trusted bytes alone.
  package init(path: String, bytes: [UInt8], isScanned: Bool) {
    var diagnostics: [Diagnostic] = []
    let source = SourceText(path: path, bytes: bytes, diagnostics: &diagnostics)
    let (root, firstLine) = FrontMatter.find(in: source, diagnostics: &diagnostics)
    let tree: FlatTree
    if isScanned, let violation = ComplexityLimits.violation(in: source, firstLine: firstLine) {
      tree = Self.unparsed(source, firstLine: firstLine, violation, &diagnostics)
    } else {
      let start = Self.start(of: firstLine, in: source)
      let raw = CMarkParser.parse(source.clean[start...])
      var builder = TreeBuilder(source: source, tree: raw, firstLine: firstLine)
      if let built = try? builder.build() {
        tree = built
        diagnostics += builder.diagnostics
        diagnostics += UnusedFootnotes.diagnostics(in: source, tree: raw, firstLine: firstLine)
      } else {
        let violation = ComplexityLimits.Violation(offset: start, headline: "blocks nested too deeply")
        tree = Self.unparsed(source, firstLine: firstLine, violation, &diagnostics)
      }
    }
    parts = Parts(tree, firstLine: firstLine, fields: root.map { [$0] } ?? [], diagnostics.sorted())
  }

  private init(_ parts: Parts) { self.parts = parts }

  /// The same document for those who do not ask for the fields of its front matter any more: their tree is larger than the
  /// text that it was read from.
  public var withoutFields: MarkdownDocument {
    guard fields != nil else { return self }
    return MarkdownDocument(Parts(parts.tree, firstLine: parts.firstLine, fields: [], diagnostics))
  }

  private static func unparsed(
    _ source: SourceText, firstLine: Int, _ violation: ComplexityLimits.Violation, _ diagnostics: inout [Diagnostic]
  ) -> FlatTree {
    diagnostics.append(
      source.diagnostic(
        .error, "markdown-too-complex", violation.headline + "; the document is shown as it was written",
        at: violation.offset))
    let start = source.lineStarts[firstLine]
    var tree = FlatTree(source: source)
    tree.add(.unparsed, showing: source.clean[start...], at: start..<source.clean.count)
    tree.bodyEnd = 1
    tree.settle()
    return tree
  }
}
