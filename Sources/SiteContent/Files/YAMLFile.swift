internal import Diagnostics
internal import MarkdownSyntax
internal import YAMLText

/// A `.yml` file.
enum YAMLFile {
  /// What it says; an empty file is reported.
  static func root(of file: ContentFile, diagnostics: inout [Diagnostic]) -> YAMLNode? {
    let source = SourceText(path: file.path, bytes: file.bytes, diagnostics: &diagnostics)
    let count = diagnostics.count
    let text = String(decoding: source.clean, as: UTF8.self)
    let root = YAMLText.read(text, file: file.path, diagnostics: &diagnostics)
    if root == nil, diagnostics.count == count {
      diagnostics.append(
        Diagnostic(.error, "missing-key", "the file says nothing", at: SourceLocation(file: file.path, line: 1)))
    }
    return root
  }
}

/// A Markdown file with its front matter as fields.
enum MarkdownFile {
  /// The document of `file`; what is wrong with it is added to `diagnostics`.
  static func document(_ file: ContentFile, diagnostics: inout [Diagnostic]) -> MarkdownDocument {
    let document = MarkdownDocument(path: file.path, bytes: file.bytes)
    diagnostics += document.diagnostics
    return document
  }

  /// The front matter's fields, called `what`; an empty mapping where there is none.
  static func fields(_ document: MarkdownDocument, what: String) -> ContentFields {
    let start = SourceLocation(file: document.path, line: 1, column: 1)
    return ContentFields(document.fields ?? YAMLNode(.mapping([]), at: start), what: what)
  }
}
