public import CatalogueFacts
internal import HTMLText
internal import KfuncModel
internal import RecordWords

/// What was read, how exactly, and what was not.
public struct CoveragePage: Page {
  private let directory: KfuncDirectory
  private let sources: SourceLinks

  /// The coverage of `directory`, places in sources linked by `sources`.
  public init(_ directory: KfuncDirectory, _ sources: SourceLinks = SourceLinks()) {
    self.directory = directory
    self.sources = sources
  }

  /// `/about/coverage/`.
  public var address: PageAddress { .coverage }
  /// The title.
  public var title: String { "What was read" }
  /// What the page says.
  public var summary: String { PresenceWords.coverage(directory) }
  /// Nothing stands between the first page and this one.
  public var trail: [Crumb] { [] }

  /// Every release, and which were read.
  public var alternates: [AlternateForm] {
    [.json(.releasesData, "Releases as JSON")]
      + directory.releases.reversed().map { .json(.releaseData($0.description), "\($0) as JSON") }
  }

  /// The keys of `coverage.mustache`.
  public static let schema = TemplateSchema(
    "coverage",
    [
      .init("coverageSentence", .text, "which releases were read"),
      .init("releases", .html, "the releases read, with the number of kfuncs of each"),
      .init(
        "sources",
        .list([
          .init("release", .text, "the release"),
          .init("version", .text, "the exact version"),
          .init("description", .text, "what was read"),
          .init("form", .text, "tree, archive or git"),
          .init("identity", .text, "hash or commit"),
          .init("dated", .text, "the day that the source gives itself, after a comma; empty without one"),
        ]), "what each release was read from"),
      .init("table", .html, "what was found in each release"),
      .init(
        "gaps", .list([.init("gap", .html, "one sentence")]), "what the catalogues say is missing"),
    ])

  private func dated(_ source: KernelSourceRecord) -> String {
    source.date.map { ", dated \($0) by " + (source.form == .git ? "the commit" : "the top Makefile") } ?? ""
  }

  /// The values of the keys.
  public func fields(_ links: PageLinks) -> TemplateFields {
    var fields = TemplateFields()
    fields.set("coverageSentence", text: PresenceWords.coverage(directory))
    fields.set("releases", html: ReleasesTable.html(directory, links))
    fields.set(
      "sources",
      list: directory.catalogues.reversed().map { catalogue in
        var fields = TemplateFields()
        fields.set("release", text: catalogue.release.description)
        fields.set("version", text: catalogue.source.version)
        fields.set("description", text: catalogue.source.description)
        fields.set("form", text: catalogue.source.form.rawValue)
        fields.set("identity", text: catalogue.source.identity)
        fields.set("dated", text: dated(catalogue.source))
        return fields
      })
    fields.set("table", html: CatalogueCounts.html(directory.catalogues))
    fields.set(
      "gaps",
      list: CatalogueCounts.gaps(directory).map { gap in
        var fields = TemplateFields()
        fields.set("gap", html: HTMLText { gap.add(sources, to: &$0) })
        return fields
      })
    return fields
  }
}
