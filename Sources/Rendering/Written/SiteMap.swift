internal import KfuncModel
internal import MarkdownSyntax
public import Resolution
public import SiteContent

/// What people wrote, what it links to, and where each thing stands in the site.
public struct SiteMap: Sendable {
  package let content: ContentFolder
  /// What it all links to.
  public let links: ContentLinks
  /// The addresses that links written from the top may lead to.
  private let addresses: Set<PageAddress>
  private let places: [String: DocumentPlace]
  private let documents: [LinkSource.Kind: Int]
  private let headings: [String: String]
  private let clauses: [String: Clause]
  private let clauseAnchors: [String: String]
  private let messages: [String: MessagePlace]
  private let threads: [String: ExcerptedThread]
  private let policies: [String: PolicyDocument]
  private let pages: [String: ContentPage]
  private let notes: [String: KfuncNote]
  /// Positions in ``ContentFolder/threads`` of those that say that they concern a kfunc, and a subsystem.
  private let threadsOfKfunc: [String: [Int]]
  private let threadsOfSubsystem: [String: [Int]]
  private let threadPositions: [String: Int]
  private let usesOfKfunc: [String: [(user: RegisteredUser, use: RegisteredUser.Use)]]
  /// Where lines of kernel sources can be looked at.
  let sources: SourceLinks

  /// Where a document's text stands.
  struct DocumentPlace: Sendable {
    let address: PageAddress
    /// What stands before its anchors there.
    let prefix: String
  }

  /// A message by its Message-ID.
  package struct MessagePlace: Sendable {
    package let thread: ExcerptedThread
    package let entry: ExcerptedThread.Entry
  }

  /// The map of `content`, whose links are `links`.
  public init(_ content: ContentFolder, _ links: ContentLinks) {
    self.content = content
    self.links = links
    var places: [String: DocumentPlace] = [:]
    var headings: [String: String] = [:]
    var messages: [String: MessagePlace] = [:]
    var addresses: Set<PageAddress> = [.home, .kfuncs, .removed, .coverage, .policies, .threads, .users, .proposed]
    addresses.insert(.releases)
    for release in content.releaseList.imported { addresses.insert(.release(release)) }
    for source in links.crossLinks.documents.map(\.source) {
      guard let place = Self.place(of: source.kind) else { continue }
      places[source.document.path] = place
      addresses.insert(place.address)
    }
    var clauseAnchors: [String: String] = [:]
    for policy in content.policies {
      var own: Set<String> = []
      policy.document.visit { node, _ in
        guard case .block(let block) = node, case .heading(let heading) = block.kind else { return }
        headings[policy.slug + "#" + heading.anchor] = heading.content.plainText
        own.insert(heading.anchor)
      }
      // The id outlives the words of the heading. Where another heading of the page happens to have it as its anchor,
      // the clause can only be reached by its own heading's.
      for clause in policy.clauses where clauseAnchors[clause.id] == nil {
        // `p-` begins the anchors of paragraphs.
        let isFree =
          !own.contains(clause.id) && !Self.anchorsOfTemplates.contains(clause.id) && !clause.id.hasPrefix("p-")
        clauseAnchors[clause.id] = isFree ? clause.id : clause.heading
      }
    }
    for thread in content.threads {
      addresses.insert(.thread(thread.slug))
      for entry in thread.entries where messages[entry.id] == nil {
        messages[entry.id] = MessagePlace(thread: thread, entry: entry)
      }
    }
    for name in links.targets.names.names { addresses.formUnion([.kfunc(name), .stability(name)]) }
    for kind in GroupKind.allCases { addresses.insert(.groups(kind)) }
    var uses: [String: [(user: RegisteredUser, use: RegisteredUser.Use)]] = [:]
    for user in content.users {
      for use in user.uses { for name in use.kfuncs { uses[name.value, default: []].append((user, use)) } }
    }
    self.places = places
    documents = Dictionary(links.crossLinks.documents.enumerated().map { ($1.source.kind, $0) }) { first, _ in first }
    self.headings = headings
    self.clauseAnchors = clauseAnchors
    clauses = Dictionary(content.clauses.map { ($0.id, $0) }) { first, _ in first }
    self.messages = messages
    threads = Dictionary(content.threads.map { ($0.slug, $0) }) { first, _ in first }
    policies = Dictionary(content.policies.map { ($0.slug, $0) }) { first, _ in first }
    pages = Dictionary(content.pages.map { ($0.slug, $0) }) { first, _ in first }
    notes = Dictionary(content.notes.map { ($0.name, $0) }) { first, _ in first }
    threadPositions = Dictionary(content.threads.enumerated().map { ($1.slug, $0) }) { first, _ in first }
    var threadsOfKfunc: [String: [Int]] = [:]
    var threadsOfSubsystem: [String: [Int]] = [:]
    for (position, thread) in content.threads.enumerated() {
      for name in thread.kfuncs { threadsOfKfunc[name.value, default: []].append(position) }
      for name in thread.subsystems { threadsOfSubsystem[name.value, default: []].append(position) }
    }
    self.threadsOfKfunc = threadsOfKfunc
    self.threadsOfSubsystem = threadsOfSubsystem
    self.addresses = addresses
    usesOfKfunc = uses
    sources = SourceLinks(content.settings.sourceURL, content.catalogues)
  }

  /// Where a document is shown; nil for those that no page shows.
  static func place(of kind: LinkSource.Kind) -> DocumentPlace? {
    switch kind {
    case .policy(let slug): DocumentPlace(address: .policy(slug), prefix: "")
    case .message(let thread, let number): DocumentPlace(address: .thread(thread), prefix: "m\(number)-")
    case .note(let name): DocumentPlace(address: .kfunc(name), prefix: "note-")
    case .page(let slug):
      slug == "home" ? DocumentPlace(address: .home, prefix: "text-") : DocumentPlace(address: .page(slug), prefix: "")
    case .lead: nil
    }
  }

  /// Notes on names that no release read has.
  public var uncatalogued: [KfuncNote] {
    content.notes.filter { links.targets.names.standing(of: $0.name) != .catalogued }
  }

  /// The text of a document with what it names.
  func document(_ kind: LinkSource.Kind) -> DocumentLinks? { documents[kind].map { links.crossLinks.documents[$0] } }

  /// Where the document of the file `path` is shown.
  func place(ofFile path: String) -> DocumentPlace? { places[path] }

  /// Whether a page has this address.
  func isPage(_ address: PageAddress) -> Bool {
    addresses.contains(address) || GroupKind.allCases.contains { address.folders.first == $0.folder }
  }

  /// The heading of a clause, as its policy has it.
  package func title(of place: KnownTargets.ClausePlace) -> String {
    headings[place.policy + "#" + place.anchor] ?? place.anchor
  }

  /// What the template of a policy uses as anchors itself.
  private static let anchorsOfTemplates: Set<String> = ["main", "mentions"]

  /// The permanent anchor of the clause `id`.
  func anchor(ofClause id: String) -> String? { clauseAnchors[id] }

  /// The link to the clause `id`, which stands at `place`.
  func href(ofClause id: String, at place: KnownTargets.ClausePlace, _ links: PageLinks) -> String {
    links.href(.policy(place.policy), anchor: clauseAnchors[id] ?? place.anchor)
  }

  /// The clause `id`.
  func clause(_ id: String) -> Clause? { clauses[id] }

  /// The thread of that slug.
  package func thread(_ slug: String) -> ExcerptedThread? { threads[slug] }

  /// The threads that say that they concern the kfunc `name` or `subsystem`, and those of `slugs`, in their order.
  func threads(concerning name: String, subsystem: String?, and slugs: some Sequence<String>) -> [ExcerptedThread] {
    var positions = Set(threadsOfKfunc[name] ?? [])
    if let subsystem { positions.formUnion(threadsOfSubsystem[subsystem] ?? []) }
    positions.formUnion(slugs.compactMap { threadPositions[$0] })
    return positions.sorted().map { content.threads[$0] }
  }

  /// The policy of that slug.
  func policy(_ slug: String) -> PolicyDocument? { policies[slug] }

  /// The written page of that slug.
  func writtenPage(_ slug: String) -> ContentPage? { pages[slug] }

  /// The message with that Message-ID, where a thread of the site lists it.
  package func message(_ id: String) -> MessagePlace? { messages[id] }

  /// What registered users do with the kfunc `name`.
  package func uses(of name: String) -> [(user: RegisteredUser, use: RegisteredUser.Use)] { usesOfKfunc[name] ?? [] }

  /// The note on `name`.
  package func note(_ name: String) -> KfuncNote? { notes[name] }

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

  package static func policy(_ slug: String) -> PageAddress { PageAddress("policies", slug) }
  package static func thread(_ slug: String) -> PageAddress { PageAddress("threads", slug) }
  package static func page(_ slug: String) -> PageAddress { PageAddress(slug) }
}
