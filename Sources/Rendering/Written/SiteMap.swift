package import CatalogueFacts
package import KfuncModel
internal import MarkdownSyntax
public import Resolution
public import SiteContent
internal import Stages

/// What people wrote, what it links to, and where each thing stands in the site.
///
/// An immutable object: every page holds it, and with its twenty tables in each, pages were 40 MB of a site of 10,000
/// kfuncs before the first was shown.
public final class SiteMap: Sendable {
  package let content: ContentFolder
  /// What it all links to.
  public let links: ContentLinks
  private let places: SitePlaces
  /// Where lines of kernel sources can be looked at.
  let sources: SourceLinks
  private let findings = RecentTable<String, KfuncFindings>(capacity: KfuncFindings.mostKept)
  private let rows: Once<ReachRows>
  private let reachPositions: Once<[String: Int]>

  /// Where a document's text stands.
  struct DocumentPlace: Sendable {
    let address: PageAddress
    /// What stands before its anchors there; nil where they do not stand there.
    let prefix: String?

    /// The anchor there of what is `anchor` in the document; nil for the beginning of the page.
    func anchor(_ anchor: String) -> String? { prefix.map { $0 + anchor } }
  }

  /// A message by its Message-ID.
  package struct MessagePlace: Sendable {
    package let thread: ExcerptedThread
    package let entry: ExcerptedThread.Entry
  }

  /// The map of `content`, whose links are `links`.
  public convenience init(_ content: ContentFolder, _ links: ContentLinks) {
    self.init(content, links, SitePlaces(ContentOutline(content), names: links.targets.names))
  }

  /// The same, where the places of everything are known; they are those of the outline of `content`.
  public init(_ content: ContentFolder, _ links: ContentLinks, _ places: SitePlaces) {
    self.content = content
    self.links = links
    self.places = places
    sources = SourceLinks(content.settings.sourceURL, content.catalogues)
    rows = Once { ReachRows(links.reach, links.subsystems, links.targets.names) }
    reachPositions = Once {
      Dictionary(links.reach.clauses.enumerated().map { ($1.id, $0) }) { first, _ in first }
    }
  }

  /// Where each row of what clauses reach stands in other lists.
  var reachRows: ReachRows { rows.value }

  /// The position of the clause `id` among ``ClauseReach/clauses``.
  package func reachPosition(ofClause id: String) -> Int? { reachPositions.value[id] }

  /// Where a document is shown; nil for those that no page shows.
  func place(of kind: LinkSource.Kind) -> DocumentPlace? { places.place(of: kind) }

  /// Notes on names that no release read has.
  public var uncatalogued: [KfuncNote] {
    places.uncatalogued.map { content.notes[$0] }
  }

  /// The text of a document with what it names.
  func document(_ kind: LinkSource.Kind) -> DocumentLinks? {
    places.documents[kind].map { links.crossLinks.document(at: $0) }
  }

  /// Where the document of the file `path` is shown.
  func place(ofFile path: String) -> DocumentPlace? { places.files[path] }

  /// Links to the pages of kfuncs from that of `links`, which stands in another folder, by position in ``KfuncNames/names``.
  func kfuncLinks(_ links: PageLinks) -> KfuncLinks { places.kfuncLinks(links) }

  /// Whether a page has this address. Of pages that lists are cut into, and those of groups and users, only the form is known
  /// here; whether such a page is there is asked by the check of all links that people wrote.
  func isPage(_ address: PageAddress) -> Bool {
    if places.addresses.contains(address) || places.isKfunc(address) { return true }
    guard let first = address.folders.first, address.file == nil else { return false }
    return first == PageAddress.users.folders.first || GroupKind.allCases.contains { first == $0.folder }
      || address.folders.contains(ListAddress.byName) || address.folders.contains(ListAddress.reach)
  }

  /// The heading of a clause, as its policy has it.
  package func title(of place: KnownTargets.ClausePlace) -> String {
    places.headings[place.policy + "#" + place.anchor] ?? place.anchor
  }

  /// The permanent anchor of the clause `id`.
  func anchor(ofClause id: String) -> String? { places.clauseAnchors[id] }

  /// The link to the clause `id`, which stands at `place`.
  func href(ofClause id: String, at place: KnownTargets.ClausePlace, _ links: PageLinks) -> String {
    links.href(.policy(place.policy), anchor: places.clauseAnchors[id] ?? place.anchor)
  }

  /// The clause `id`.
  func clause(_ id: String) -> Clause? { places.clauses[id] }

  /// The thread of that slug.
  package func thread(_ slug: String) -> ExcerptedThread? { places.threads[slug].map { content.threads[$0] } }

  /// The threads that say that they concern the kfunc `name` or `subsystem`, and those of `slugs`, in their order.
  func threads(concerning name: String, subsystem: String?, and slugs: some Sequence<String>) -> [ExcerptedThread] {
    var positions = Set(places.threadsOfKfunc[name] ?? [])
    if let subsystem { positions.formUnion(places.threadsOfSubsystem[subsystem] ?? []) }
    positions.formUnion(slugs.compactMap { places.threads[$0] })
    return positions.sorted().map { content.threads[$0] }
  }

  // Parts of a thread alone: passages that name something stand in threads of hundreds of messages.

  /// The title of the thread of that slug.
  func title(ofThread slug: String) -> String? { places.threads[slug].map { content.threads[$0].title } }

  /// What came of the thread of that slug; nil where nobody wrote it down.
  package func outcome(ofThread slug: String) -> String? {
    places.threads[slug].flatMap { content.threads[$0].outcome }
  }

  /// Who wrote the message of that number in the thread of that slug.
  func author(ofMessage number: Int, in slug: String) -> String? {
    places.threads[slug].flatMap { thread in
      content.threads[thread].position(ofMessage: number).map { content.threads[thread].entries[$0].author }
    }
  }

  /// The policy of that slug.
  func policy(_ slug: String) -> PolicyDocument? { places.policies[slug].map { content.policies[$0] } }

  /// The written page of that slug.
  func writtenPage(_ slug: String) -> ContentPage? { places.pages[slug].map { content.pages[$0] } }

  /// The message with that Message-ID, where a thread of the site lists it.
  package func message(_ id: String) -> MessagePlace? {
    places.messages[id].map { place in
      let thread = content.threads[place.thread]
      return MessagePlace(thread: thread, entry: thread.entries[place.entry])
    }
  }

  /// What registered users do with the kfunc `name`.
  package func uses(of name: String) -> [(user: RegisteredUser, use: RegisteredUser.Use)] {
    (places.usesOfKfunc[name] ?? []).map { place in
      let user = content.users[place.user]
      return (user, user.uses[place.use])
    }
  }

  /// What all that is shown of one kfunc has in common; a site has one history and one record for each name.
  package func findings(of history: KfuncHistory, _ record: KfuncRecord?) -> KfuncFindings {
    findings(history.name) { KfuncFindings(history, record, links) }
  }

  /// The note on `name`.
  package func note(_ name: String) -> KfuncNote? { places.notes[name].map { content.notes[$0] } }

  /// The archive's page of a message.
  package func archive(_ id: String) -> String {
    var escaped = ""
    for byte in id.utf8 {
      if PageAddress.isPlain(byte) || byte == UInt8(ascii: "@") || byte == UInt8(ascii: "+")
        || byte == UInt8(ascii: "=")
      {
        escaped.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        escaped += PageAddress.percentEncoded(byte)
      }
    }
    return content.settings.archiveURL.replacing("{message-id}", with: escaped)
  }
}

extension PageAddress {
  /// The list of policies.
  public static let policies = PageAddress("policies")
  /// The list of threads.
  public static let threads = PageAddress("threads")
  /// Who said that they use which kfunc.
  public static let users = PageAddress("users")
  /// Kfuncs that were proposed and never merged.
  public static let proposed = PageAddress("proposed")

  package static func policy(_ slug: String) -> PageAddress { PageAddress(in: "policies", slug) }
  package static func thread(_ slug: String) -> PageAddress { PageAddress(in: "threads", slug) }
  package static func page(_ slug: String) -> PageAddress { PageAddress(slug) }
}
