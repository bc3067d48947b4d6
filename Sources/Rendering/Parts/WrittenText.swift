public import HTMLText
internal import MarkdownHTML
public import MarkdownSyntax

/// Written pages as HTML, their code marked up, their first heading left to the template.
public enum WrittenText {
  /// The body of `document` for a page whose own heading is of level 1.
  public static func html(of document: MarkdownDocument) -> HTMLText {
    var hooks = MarkdownHooks()
    hooks.topHeadingLevel = 2
    hooks.codeBlock = { info, text, html in
      guard info == "c" || info.hasPrefix("c ") else { return false }
      CodeMarkup.add(text, to: &html)
      return true
    }
    return MarkdownRenderer(hooks).html(of: document)
  }
}
