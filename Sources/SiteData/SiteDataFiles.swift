internal import CatalogueFacts
public import Diagnostics
public import KfuncModel
internal import PublishedSchemas
internal import ReleaseNotes
public import Rendering
internal import Resolution
internal import SiteContent
internal import Stages
internal import TextBytes

/// The files for programs that a site has, each made of the site's facts when it is asked for.
public struct SiteDataFiles: Sendable {
  /// The longest name of a file that common file systems take, in bytes.
  private static let longestName = 255

  /// A file before its facts are known.
  struct Planned: Sendable {
    let address: PageAddress
    private let make: @Sendable (PublishedFacts, TextPieces?) -> [UInt8]

    init(_ address: PageAddress, _ make: @escaping @Sendable (PublishedFacts) -> [UInt8]) {
      self.address = address
      self.make = { facts, _ in make(facts) }
    }

    /// A file of megabytes: `make` offers what it has made to pieces, and gives the rest.
    init(long address: PageAddress, _ make: @escaping @Sendable (PublishedFacts, TextPieces?) -> [UInt8]) {
      self.address = address
      self.make = make
    }

    func bytes(of facts: PublishedFacts) -> [UInt8] { make(facts, nil) }

    func file(of facts: PublishedFacts) -> DataFile { DataFile(long: address) { [make] in make(facts, $0) } }
  }

  private let planned: [Planned]
  /// By path; a build that writes every file asks for none of them.
  private let positions: Once<[String: Int]>
  /// The addresses of the files.
  public let addresses: Set<PageAddress>
  /// What has no file: `address-too-long`.
  public let diagnostics: [Diagnostic]

  /// The files of `facts`; `pages` are the addresses of the site's pages. What has no page has no file.
  ///
  /// They are those of all facts whose outline of the content and whose frame are the same.
  public init(_ facts: PublishedFacts, pages: [PageAddress]) {
    let known = Set(pages)
    var files = Self.documents(of: facts, pages: known)
    files += PublishedSchemas.all.map { schema in Planned(.schemaData(schema.name)) { _ in schema.bytes } }
    files.append(Planned(.matrixData) { MatrixTable(facts: $0).bytes() })
    if facts.frame.hasFeeds { files += Self.feeds(of: facts, pages: known) }
    files += (SitemapText(pages, frame: facts.frame)?.files() ?? []).map { file in
      Planned(file.address) { _ in file.bytes() }
    }
    var diagnostics: [Diagnostic] = []
    planned = files.filter { file in
      let length = (file.address.file ?? "").utf8.count
      if length <= Self.longestName { return true }
      diagnostics.append(
        Diagnostic(
          .error, "address-too-long",
          "'\(file.address.description.prefix(80))' needs a file name of \(length) bytes; \(Self.longestName) are possible; "
            + "it is left out"))
      return false
    }
    positions = Once { [planned] in
      Dictionary(planned.enumerated().map { ($1.address.path, $0) }) { first, _ in first }
    }
    addresses = Set(planned.map(\.address))
    self.diagnostics = diagnostics.sorted()
  }

  /// The files, made of `facts`, in no order.
  public func files(of facts: PublishedFacts) -> [DataFile] { planned.map { $0.file(of: facts) } }

  /// The paths of the files.
  public var paths: [String] { planned.map(\.address.path) }

  /// Whether there is a file `path`.
  public func has(_ path: String) -> Bool { positions.value[path] != nil }

  /// The bytes of the file `path`, made of `facts`; nil where there is none.
  public func bytes(at path: String, of facts: PublishedFacts) -> [UInt8]? {
    positions.value[path].map { planned[$0].bytes(of: facts) }
  }

  /// Whether feeds can be made: some release must have a day.
  public static func hasFeeds(_ record: StabilityRecord) -> Bool { FeedDates(record.releases) != nil }

  /// The names that have pages, sorted in bytes.
  private static func names(_ facts: PublishedFacts) -> [String] {
    let catalogued = facts.directory.histories.map(\.name)
    let known = Set(catalogued)
    let others = Set(facts.record.kfuncs.lazy.map(\.name)).union(facts.map.uncatalogued.lazy.map(\.name))
      .subtracting(known)
    // Histories are sorted.
    return others.isEmpty ? catalogued : (catalogued + others).sorted { $0.precedesInBytes($1) }
  }

  private static func documents(of facts: PublishedFacts, pages: Set<PageAddress>) -> [Planned] {
    // Names that differ in case alone share a page, and have one file.
    let names = names(facts).filter { pages.contains(.kfunc($0)) || pages.contains(.stability($0)) }
    var files = [
      Planned(.dataIndex) { IndexDocument(names: names, facts: $0).bytes() },
      Planned(.releasesData) { ReleasesDocument(facts: $0).bytes() },
      Planned(.usersData) { UsersJSON(users: $0.content.users).bytes() },
    ]
    for (position, catalogue) in facts.directory.catalogues.enumerated() {
      let release = catalogue.release.description
      files.append(Planned(long: .catalogueData(release)) { $0.directory.catalogues[position].jsonBytes($1) })
      files.append(Planned(long: .releaseData(release)) { ReleaseDocument(position: position, facts: $0).bytes($1) })
    }
    for (position, comparison) in facts.record.comparisons.enumerated() {
      let address = PageAddress.comparisonData(from: comparison.from.description, to: comparison.to.description)
      files.append(Planned(long: address) { ComparisonDocument(comparison: $0.record.comparisons[position]).bytes($1) })
    }
    for release in facts.notes?.releases ?? [] {
      files.append(
        Planned(long: .notesData(release.description)) { facts, pieces in
          facts.notes?[release].map { NotesJSON($0).bytes(pieces) } ?? []
        })
    }
    for (position, policy) in facts.content.policies.enumerated() where pages.contains(.policy(policy.slug)) {
      files.append(
        Planned(.policyData(policy.slug)) { PolicyJSON(policy: $0.content.policies[position], facts: $0).bytes() })
    }
    for (position, thread) in facts.content.threads.enumerated() where pages.contains(.thread(thread.slug)) {
      files.append(
        Planned(.threadData(thread.slug)) { ThreadJSON(thread: $0.content.threads[position], facts: $0).bytes() })
    }
    for name in names { files.append(Planned(.kfuncData(name)) { KfuncDocument(name, $0).bytes() }) }
    return files
  }

  private static func feeds(of facts: PublishedFacts, pages: Set<PageAddress>) -> [Planned] {
    guard let dates = FeedDates(facts.record.releases), let newest = facts.record.releases.entries.last?.release else {
      return []
    }
    let entries = FeedEntry.all(of: facts.record, dates)
    // Two steps can bring a change of the same name; the newer one is told, as on pages.
    let releaseWide = Dictionary(
      facts.record.comparisons.flatMap(\.releaseWide).map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    func feed(_ title: String, _ address: PageAddress, _ page: PageAddress, _ entries: [FeedEntry]) -> Planned {
      let feed = AtomFeed(
        title: title, address: address, page: page, entries: entries, releaseWide: releaseWide, frame: facts.frame,
        dates: dates, newest: facts.record.releases.newestImported ?? newest)
      return Planned(address) { _ in feed.bytes() }
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
