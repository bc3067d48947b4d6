public import KfuncModel
internal import MarkdownSyntax
internal import Stages

/// All that a content folder says but for the words of notes, policies, pages and leads: what decides which pages a site
/// has, what they are called and where everything stands.
///
/// Writers mostly change words; then the outline stays the same, and so does all that is made of it alone.
public struct ContentOutline: Equatable, Sendable {
  /// A note without its words.
  public struct Note: Equatable, Sendable {
    private let facts: KfuncNote.Facts
    /// The path of the file.
    public let path: String
    let hasNotes: Bool

    /// The kfunc's name.
    public var name: String { facts.name }
    /// The proposal, for a name that was never merged.
    public var proposal: KfuncNote.Proposal? { facts.rare.proposal }

    init(_ note: KfuncNote) {
      facts = note.facts
      path = note.words.document.path
      hasNotes = note.hasNotes
    }
  }

  /// A policy without its words: its headings are what others link to.
  public struct Policy: Equatable, Sendable {
    /// The name in its address.
    public let slug: String
    /// The path of the file.
    public let path: String
    /// The clauses in the order of the front matter.
    public let clauses: [Clause]
    /// The headings in their order.
    public let headings: [PolicyDocument.TextHeading]
    let title: String
    let summary: String
    let order: Int

    init(_ policy: PolicyDocument) {
      slug = policy.slug
      path = policy.document.path
      clauses = policy.clauses
      title = policy.title
      summary = policy.summary
      order = policy.order
      headings = policy.headings
    }
  }

  /// A page without its words.
  public struct Page: Equatable, Sendable {
    /// The name in its address.
    public let slug: String
    let title: String?
    let summary: String
    /// The path of the file.
    public let path: String
  }

  /// A lead without its words.
  public struct Lead: Equatable, Sendable {
    /// The release.
    public let release: KernelRelease
    /// The path of the file.
    public let path: String
  }

  /// What `site.yml` says.
  public let settings: SiteSettings
  /// What `releases.yml` lists.
  public let releases: [KernelReleaseEntry]
  /// The catalogues, oldest release first.
  public let catalogues: [ReleaseCatalogue]
  /// The notes, by name.
  public let notes: [Note]
  /// The policies, in their order.
  public let policies: [Policy]
  /// The threads, whole.
  public let threads: [ExcerptedThread]
  /// The pages, by slug.
  public let pages: [Page]
  /// The leads.
  public let leads: [Lead]
  /// The registered users.
  public let users: [RegisteredUser]
  let messages: [LoadMessage]

  /// What was made of the notes and policies that an earlier outline was made of.
  struct Parts: Sendable {
    var notes = MendedList<KfuncNote, Note>()
    var policies = MendedList<PolicyDocument, Policy>()
  }

  /// The outline of `content`.
  public init(_ content: ContentFolder) {
    var parts = Parts()
    self.init(content, &parts)
  }

  /// The same, where much of it is known.
  init(_ content: ContentFolder, _ parts: inout Parts) {
    settings = content.settings
    releases = content.releases
    catalogues = content.catalogues
    notes = parts.notes.outputs(for: content.notes) { Note($0) }
    policies = parts.policies.outputs(for: content.policies) { Policy($0) }
    threads = content.threads
    pages = content.pages.map {
      Page(slug: $0.slug, title: $0.title, summary: $0.summary, path: $0.document.path)
    }
    leads = content.leads.map { Lead(release: $0.release, path: $0.document.path) }
    users = content.users
    messages = content.messages
  }

  /// The releases with what is imported of them.
  public var releaseList: ReleaseList { ReleaseList(entries: releases, imported: catalogues.map(\.release)) }

  /// The releases of the leads that pages show, as the names of their files have them: the first of each release that was
  /// read.
  public var shownLeads: [KernelRelease] {
    var open = Set(catalogues.map(\.release.mainline))
    return leads.map(\.release).filter { open.remove($0.mainline) != nil }
  }
}
