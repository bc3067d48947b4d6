public import CatalogueFacts
internal import HTMLText
public import KfuncModel
internal import RecordWords
internal import Resolution
internal import SiteContent

/// The first page: what this is, what was read, where to go on.
public struct HomePage: Page {
  private let directory: KfuncDirectory
  private let record: StabilityRecord
  private let map: SiteMap

  /// The first page over `directory` and `record`, with the written introduction of `map`.
  public init(_ directory: KfuncDirectory, _ record: StabilityRecord, _ map: SiteMap) {
    self.directory = directory
    self.record = record
    self.map = map
  }

  /// `/`.
  public var address: PageAddress { .home }
  /// The title.
  public var title: String { "What BPF programs may expect of kfuncs" }
  /// What the site is.
  public var summary: String {
    "A reference to kernel functions that BPF programs may call: what each release has, what changed, who decides."
  }
  /// Nothing is above it.
  public var trail: [Crumb] { [] }

  /// The keys of `home.mustache`.
  public static let schema = TemplateSchema(
    "home",
    [
      .init("introduction", .html, "the text of Content/pages/home.md"),
      .init("kfuncCount", .text, "how many kfuncs there are in all"),
      .init("releaseCount", .text, "how many releases were read"),
      .init("releases", .html, "the releases read, with the number of kfuncs of each"),
      .init("newest", .text, "the newest release read and the one before it; empty where fewer than two were read"),
      .init("newestChanges", .html, "the kfuncs that changed between them, by kind; empty for none"),
      .init("newestLink", .text, "link to all changes of that release"),
      .init("kfuncs", .text, "link to the list of kfuncs"),
      .init("kfuncsChart", .html, "kfuncs in each release by subsystem, drawn"),
      .init("changesChart", .html, "changes in each release by kind, drawn"),
      .init(
        "ways",
        .list([
          .init("way", .text, "what kfuncs are listed by"),
          .init("wayLink", .text, "link to the list"),
          .init("wayWords", .text, "what the list holds"),
        ]), "other ways in"),
      .init("coverageLink", .text, "link to what was read and what was not"),
    ])

  /// The values of the keys.
  public func fields(_ links: PageLinks) -> TemplateFields {
    var fields = TemplateFields()
    fields.set(
      "introduction",
      html: map.writtenPage("home").map { map.body(of: $0.document, links) } ?? HTMLText())
    fields.set("kfuncCount", text: Phrases.count(directory.histories.count, "kfunc"))
    fields.set("releaseCount", text: Phrases.count(directory.catalogues.count, "release"))
    fields.set("releases", html: ReleasesTable.html(directory, links))
    fields.set("newest", text: NewestChanges.title(record) ?? "")
    fields.set("newestChanges", html: NewestChanges.html(record, links))
    fields.set("newestLink", text: record.comparisons.last.map { links.href(.release($0.to)) } ?? "")
    fields.set("kfuncs", text: links.href(.kfuncs))
    fields.set("kfuncsChart", html: SubsystemChart.html(directory, map.links.subsystems))
    fields.set("changesChart", html: ChangesChart.html(record.comparisons))
    fields.set("ways", list: Self.ways.map { way($0.name, $0.address, $0.words, links) })
    fields.set("coverageLink", text: links.href(.coverage))
    return fields
  }

  private static let ways: [(name: String, address: PageAddress, words: String)] = [
    ("By subsystem", .groups(.subsystem), "who maintains them"),
    ("By program type", .groups(.programType), "who may call them"),
    ("By flag", .groups(.flag), "what the verifier asks of callers"),
    ("By ID set", .groups(.idSet), "how the kernel lists them"),
    ("Removed", .removed, "when each went, and with what notice"),
    ("Proposed", .proposed, "discussed, and in no release read"),
    ("Known users", .users, "who said that they use which"),
    ("Threads", .threads, "what was said, both sides"),
  ]

  private func way(_ name: String, _ address: PageAddress, _ words: String, _ links: PageLinks) -> TemplateFields {
    var fields = TemplateFields()
    fields.set("way", text: name)
    fields.set("wayLink", text: links.href(address))
    fields.set("wayWords", text: words)
    return fields
  }
}
