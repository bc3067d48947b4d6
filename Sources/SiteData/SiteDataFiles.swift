internal import CatalogueFacts
public import Diagnostics
public import KfuncModel
internal import PublishedSchemas
internal import ReleaseNotes
public import Rendering
internal import Resolution
internal import SiteContent

/// The files for programs that a site has.
public struct SiteDataFiles: Sendable {
  /// The longest name of a file that common file systems take, in bytes.
  private static let longestName = 255

  /// The files, in no order.
  public let files: [DataFile]
  /// What has no file: `address-too-long`.
  public let diagnostics: [Diagnostic]

  /// The files of `facts`; `pages` are the addresses of the site's pages. What has no page has no file.
  public init(_ facts: PublishedFacts, pages: [PageAddress]) {
    var files = Self.documents(of: facts, pages: Set(pages))
    files += PublishedSchemas.all.map { schema in DataFile(.schemaData(schema.name)) { schema.bytes } }
    files.append(DataFile(.matrixData) { MatrixTable(facts: facts).bytes() })
    if facts.frame.hasFeeds { files += Self.feeds(of: facts, pages: Set(pages)) }
    files += SitemapText(pages, frame: facts.frame)?.files() ?? []
    var diagnostics: [Diagnostic] = []
    self.files = files.filter { file in
      let length = (file.address.file ?? "").utf8.count
      if length <= Self.longestName { return true }
      diagnostics.append(
        Diagnostic(
          .error, "address-too-long",
          "'\(file.address.description.prefix(80))' needs a file name of \(length) bytes; \(Self.longestName) are possible; "
            + "it is left out"))
      return false
    }
    self.diagnostics = diagnostics.sorted()
  }

  /// Whether feeds can be made: some release must have a day.
  public static func hasFeeds(_ record: StabilityRecord) -> Bool { FeedDates(record.releases) != nil }

  /// The names that have pages, sorted in bytes.
  private static func names(_ facts: PublishedFacts) -> [String] {
    Set(facts.directory.histories.map(\.name) + facts.record.kfuncs.map(\.name) + facts.map.uncatalogued.map(\.name))
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func documents(of facts: PublishedFacts, pages: Set<PageAddress>) -> [DataFile] {
    // Names that differ in case alone share a page, and have one file.
    let names = names(facts).filter { pages.contains(.kfunc($0)) || pages.contains(.stability($0)) }
    var files = [
      DataFile(.dataIndex) { IndexDocument(names: names, facts: facts).bytes() },
      DataFile(.releasesData) { ReleasesDocument(facts: facts).bytes() },
      DataFile(.usersData) { UsersJSON(users: facts.content.users).bytes() },
    ]
    for (position, catalogue) in facts.directory.catalogues.enumerated() {
      let release = catalogue.release.description
      files.append(DataFile(.catalogueData(release)) { catalogue.jsonBytes() })
      files.append(DataFile(.releaseData(release)) { ReleaseDocument(position: position, facts: facts).bytes() })
    }
    for comparison in facts.record.comparisons {
      let address = PageAddress.comparisonData(from: comparison.from.description, to: comparison.to.description)
      files.append(DataFile(address) { ComparisonDocument(comparison: comparison).bytes() })
    }
    for (release, notes) in facts.notes?.records ?? [] {
      files.append(DataFile(.notesData(release.description)) { NotesJSON(notes).bytes() })
    }
    for policy in facts.content.policies where pages.contains(.policy(policy.slug)) {
      files.append(DataFile(.policyData(policy.slug)) { PolicyJSON(policy: policy, facts: facts).bytes() })
    }
    for thread in facts.content.threads where pages.contains(.thread(thread.slug)) {
      files.append(DataFile(.threadData(thread.slug)) { ThreadJSON(thread: thread, facts: facts).bytes() })
    }
    for name in names { files.append(DataFile(.kfuncData(name)) { KfuncDocument(name, facts).bytes() }) }
    return files
  }

  private static func feeds(of facts: PublishedFacts, pages: Set<PageAddress>) -> [DataFile] {
    guard let dates = FeedDates(facts.record.releases), let newest = facts.record.releases.entries.last?.release else {
      return []
    }
    let entries = FeedEntry.all(of: facts.record)
    // Two steps can bring a change of the same name; the newer one is told, as on pages.
    let releaseWide = Dictionary(
      facts.record.comparisons.flatMap(\.releaseWide).map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    func feed(_ title: String, _ address: PageAddress, _ page: PageAddress, _ entries: [FeedEntry]) -> DataFile {
      let feed = AtomFeed(
        title: title, address: address, page: page, entries: entries, releaseWide: releaseWide, frame: facts.frame,
        dates: dates, newest: facts.record.releases.newestImported ?? newest)
      return DataFile(address) { feed.bytes() }
    }
    var bySubsystem: [Subsystem: [FeedEntry]] = [:]
    for entry in entries {
      if let subsystem = facts.subsystem(of: entry.name) { bySubsystem[subsystem, default: []].append(entry) }
    }
    return [feed("\(facts.frame.title): all changes", .feed, .home, entries)]
      + facts.links.subsystems.subsystems.lazy.filter { pages.contains(.group(.subsystem, $0.slug)) }.map { subsystem in
        feed(
          "\(facts.frame.title): changes of \(subsystem.title)", .subsystemFeed(subsystem.slug),
          .group(.subsystem, subsystem.slug), bySubsystem[subsystem] ?? [])
      }
  }
}
