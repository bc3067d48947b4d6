public import KfuncModel
internal import MarkdownSyntax

/// All that a content folder says but for the words of notes, pages and leads: what decides which pages a site has, what
/// they are called and where everything stands.
///
/// Writers mostly change words; then the outline stays the same, and so does all that is made of it alone.
public struct ContentOutline: Equatable, Sendable {
  /// A note without its words.
  public struct Note: Equatable, Sendable {
    /// The kfunc's name.
    public let name: String
    /// The path of the file.
    public let path: String
    /// What it says of what came before and after.
    let succession: [Located<String>?]
    let subsystem: String?
    let events: [WrittenEvent]
    /// The proposal, for a name that was never merged.
    public let proposal: KfuncNote.Proposal?
    let hasNotes: Bool
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
  /// The policies, whole: their headings are what others link to.
  public let policies: [PolicyDocument]
  /// The threads, whole.
  public let threads: [ExcerptedThread]
  /// The pages, by slug.
  public let pages: [Page]
  /// The leads.
  public let leads: [Lead]
  /// The registered users.
  public let users: [RegisteredUser]
  let messages: [LoadMessage]

  /// The outline of `content`.
  public init(_ content: ContentFolder) {
    settings = content.settings
    releases = content.releases
    catalogues = content.catalogues
    notes = content.notes.map { note in
      Note(
        name: note.name, path: note.document.path, succession: [note.replacedBy] + note.replaces + [nil] + note.related,
        subsystem: note.subsystem, events: note.events, proposal: note.proposal, hasNotes: note.hasNotes)
    }
    policies = content.policies
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
}
