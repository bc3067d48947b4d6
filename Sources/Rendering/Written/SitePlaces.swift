internal import KfuncModel
internal import MarkdownSyntax
public import Resolution
public import SiteContent
internal import Stages

/// Where each thing of the content stands, in the site and in the content: made of its outline alone, so that it holds as
/// long as only words change.
public struct SitePlaces: Sendable {
  /// The addresses that links written from the top may lead to.
  private(set) var addresses: Set<PageAddress> = [
    .home, .kfuncs, .removed, .coverage, .policies, .threads, .users, .proposed, .releases, .compare, .search,
  ]
  /// Where the document of a file is shown.
  private(set) var files: [String: SiteMap.DocumentPlace] = [:]
  /// Positions among the documents of the site.
  private(set) var documents: [LinkSource.Kind: Int] = [:]
  private var documentCount = 0
  private(set) var headings: [String: String] = [:]
  private(set) var clauses: [String: Clause] = [:]
  private(set) var clauseAnchors: [String: String] = [:]
  /// Positions in the lists of ``ContentFolder``.
  private(set) var messages: [String: (thread: Int, entry: Int)] = [:]
  private(set) var threads: [String: Int] = [:]
  private(set) var policies: [String: Int] = [:]
  private(set) var pages: [String: Int] = [:]
  private(set) var notes: [String: Int] = [:]
  /// The notes on names that no release read has.
  private(set) var uncatalogued: [Int] = []
  /// The threads that say that they concern a kfunc, and a subsystem.
  private(set) var threadsOfKfunc: [String: [Int]] = [:]
  private(set) var threadsOfSubsystem: [String: [Int]] = [:]
  private(set) var usesOfKfunc: [String: [(user: Int, use: Int)]] = [:]
  /// The releases whose pages show a lead, as the names of their files have them.
  private var shownLeads: Set<KernelRelease> = []
  /// Links to the pages of all kfuncs, by where they lead from: the way to the list of kfuncs.
  private let kfuncLinks = OnceTable<String, KfuncLinks>()
  private let names: KfuncNames

  /// The places of what `outline` tells of; `names` are those that its kfuncs have.
  public init(_ outline: ContentOutline, names: KfuncNames) {
    self.names = names
    for release in outline.releaseList.imported { addresses.insert(.release(release)) }
    for (position, policy) in outline.policies.enumerated() {
      add(.policy(policy.slug), policy.path)
      if policies[policy.slug] == nil { policies[policy.slug] = position }
    }
    for (position, thread) in outline.threads.enumerated() { add(thread, at: position) }
    for (position, note) in outline.notes.enumerated() {
      add(.note(note.name), note.path)
      if notes[note.name] == nil { notes[note.name] = position }
      if names.standing(of: note.name) != .catalogued { uncatalogued.append(position) }
    }
    for (position, page) in outline.pages.enumerated() {
      add(.page(page.slug), page.path)
      if pages[page.slug] == nil { pages[page.slug] = position }
    }
    shownLeads = Set(outline.shownLeads)
    for lead in outline.leads { add(.lead(lead.release), lead.path) }
    for policy in outline.policies { addHeadings(of: policy) }
    for clause in outline.policies.lazy.flatMap(\.clauses) where clauses[clause.id] == nil {
      clauses[clause.id] = clause
    }
    // The pages of names that are a part of a path as they are need no place of their own: see ``isKfunc(_:)``.
    for name in names.names where PageAddress.segment(name) != name {
      addresses.formUnion([.kfunc(name), .stability(name)])
    }
    for kind in GroupKind.allCases { addresses.insert(.groups(kind)) }
    for (userPlace, user) in outline.users.enumerated() {
      for (usePlace, use) in user.uses.enumerated() {
        for name in use.kfuncs { usesOfKfunc[name.value, default: []].append((userPlace, usePlace)) }
      }
    }
  }

  /// Where a document is shown; nil for those that no page shows.
  func place(of kind: LinkSource.Kind) -> SiteMap.DocumentPlace? {
    switch kind {
    case .policy(let slug): SiteMap.DocumentPlace(address: .policy(slug), prefix: "")
    case .message(let thread, let number): SiteMap.DocumentPlace(address: .thread(thread), prefix: "m\(number)-")
    case .note(let name): SiteMap.DocumentPlace(address: .kfunc(name), prefix: "note-")
    case .page("home"): SiteMap.DocumentPlace(address: .home, prefix: "text-")
    case .page(let slug): SiteMap.DocumentPlace(address: .page(slug), prefix: "")
    // The notes begin with the lead.
    case .lead(let release):
      shownLeads.contains(release) ? SiteMap.DocumentPlace(address: .release(release), prefix: nil) : nil
    }
  }

  /// Whether `address` is that of the entry or the stability page of a name that is a part of a path as it is.
  func isKfunc(_ address: PageAddress) -> Bool {
    guard address.file == nil, (2...3).contains(address.folders.count) else { return false }
    let name = address.folders[1]
    return names.standing(of: name) != nil && (address == .kfunc(name) || address == .stability(name))
  }

  /// Links to the pages of kfuncs from that of `links`, which stands in another folder, by position in ``KfuncNames/names``.
  func kfuncLinks(_ links: PageLinks) -> KfuncLinks {
    kfuncLinks(links.href(.kfuncs)) { [names] in KfuncLinks(names.names, links) }
  }

  /// Adds a document; they come in the order of ``LinkSource/all(of:)``.
  private mutating func add(_ kind: LinkSource.Kind, _ path: String) {
    if documents[kind] == nil { documents[kind] = documentCount }
    documentCount += 1
    guard let place = place(of: kind) else { return }
    files[path] = place
    addresses.insert(place.address)
  }

  private mutating func add(_ thread: ExcerptedThread, at position: Int) {
    addresses.insert(.thread(thread.slug))
    if threads[thread.slug] == nil { threads[thread.slug] = position }
    for (place, entry) in thread.entries.enumerated() {
      if let excerpt = entry.excerpt {
        add(.message(thread: thread.slug, number: entry.number), excerpt.document.path)
      }
      if messages[entry.id] == nil { messages[entry.id] = (position, place) }
    }
    for name in thread.kfuncs { threadsOfKfunc[name.value, default: []].append(position) }
    for name in thread.subsystems { threadsOfSubsystem[name.value, default: []].append(position) }
  }

  /// What the template of a policy uses as anchors itself.
  private static let anchorsOfTemplates: Set<String> = ["main", "mentions"]

  private mutating func addHeadings(of policy: ContentOutline.Policy) {
    var own: Set<String> = []
    for heading in policy.headings {
      headings[policy.slug + "#" + heading.anchor] = heading.title
      own.insert(heading.anchor)
    }
    // The id outlives the words of the heading. Where another heading of the page happens to have it as its anchor, the
    // clause can only be reached by its own heading's.
    for clause in policy.clauses where clauseAnchors[clause.id] == nil {
      // `p-` begins the anchors of paragraphs.
      let isFree =
        !own.contains(clause.id) && !Self.anchorsOfTemplates.contains(clause.id) && !clause.id.hasPrefix("p-")
      clauseAnchors[clause.id] = isFree ? clause.id : clause.heading
    }
  }
}
