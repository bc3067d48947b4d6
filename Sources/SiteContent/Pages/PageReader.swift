internal import Diagnostics
internal import KfuncModel
internal import MarkdownSyntax

/// Reads `pages/SLUG.md` and `releases/RELEASE.md`.
enum PageReader {
  /// Folders at the top of every site, whatever people write.
  private static let ownAddresses: Set<String> = [
    "kfuncs", "policies", "threads", "subsystems", "program-types", "flags", "id-sets", "releases", "removed",
    "proposed", "users", "search", "compare", "data", "assets",
  ]

  /// The page in `file`; nil where its name can be no part of an address.
  static func page(_ file: ContentFile, diagnostics: inout [Diagnostic]) -> ContentPage? {
    let document = MarkdownFile.document(file, diagnostics: &diagnostics)
    guard Names.isSlug(file.stem) else {
      diagnostics.append(
        Diagnostic(
          .error, "wrong-slug", "'\(file.stem)' is not made of lower-case letters, digits and hyphens",
          at: SourceLocation(file: file.path)))
      return nil
    }
    guard !ownAddresses.contains(file.stem) else {
      diagnostics.append(
        Diagnostic(
          .error, "same-address", "/\(file.stem)/ is a page of the site's own; the file is left out",
          at: SourceLocation(file: file.path)))
      return nil
    }
    var fields = MarkdownFile.fields(document, what: "the page")
    let title = fields.optionalString("title")
    let summary = fields.optionalString("summary") ?? ""
    fields.finish(into: &diagnostics)
    return ContentPage(slug: file.stem, title: title ?? heading(document), summary: summary, document: document)
  }

  /// The lead in `file`, whose name is a release.
  static func lead(_ file: ContentFile, diagnostics: inout [Diagnostic]) -> ReleaseLead? {
    let document = MarkdownFile.document(file, diagnostics: &diagnostics)
    var fields = MarkdownFile.fields(document, what: "the lead")
    fields.finish(into: &diagnostics)
    guard let release = KernelRelease(file.stem), release.description == file.stem else {
      diagnostics.append(
        Diagnostic(
          .error, "unknown-release", "'\(file.stem)' is no release such as 6.12", at: SourceLocation(file: file.path)))
      return nil
    }
    return ReleaseLead(release: release, document: document)
  }

  private static func heading(_ document: MarkdownDocument) -> String? {
    document.topHeadings.first { $0.heading.level == 1 }?.heading.content.plainText
  }
}
