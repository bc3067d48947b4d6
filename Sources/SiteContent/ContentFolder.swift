public import Diagnostics
public import KfuncModel

/// Everything that a Content folder says, read and compared with itself; the value that a site is made of.
public struct ContentFolder: Sendable {
  /// What `site.yml` says.
  public var settings = SiteSettings()
  /// Every mainline release, oldest first, as `releases.yml` lists them.
  public var releases: [KernelReleaseEntry] = []
  /// The catalogues, oldest release first.
  public var catalogues: [ReleaseCatalogue] = []
  /// Notes on kfuncs, by name in bytes.
  public var notes: [KfuncNote] = []
  /// Policies, in their order.
  public var policies: [PolicyDocument] = []
  /// Threads, by slug.
  public var threads: [ExcerptedThread] = []
  /// Pages, by slug.
  public var pages: [ContentPage] = []
  /// Leads of release notes, oldest release first.
  public var leads: [ReleaseLead] = []
  /// Registered users, in the order of `users.yml`.
  public var users: [RegisteredUser] = []
  /// What a loader and the verifier say, in the order of `messages.yml`.
  public var messages: [LoadMessage] = []
  /// What was found wrong, sorted, each once.
  public var diagnostics: [Diagnostic] = []

  /// A folder that says nothing.
  public init() {}

  /// The lead of the notes of `release`: a point release counts as its mainline release, and of several the first stays.
  public func lead(of release: KernelRelease) -> ReleaseLead? {
    leads.first { $0.release.mainline == release.mainline }
  }

  /// The releases with what is imported of them.
  public var releaseList: ReleaseList {
    ReleaseList(entries: releases, imported: catalogues.map(\.release))
  }

  /// Every written event.
  public var events: [WrittenEvent] { notes.flatMap(\.events) }

  /// Every clause.
  public var clauses: [Clause] { policies.flatMap(\.clauses) }

  /// Names that are kfuncs of some release, in bytes.
  public var catalogueNames: Set<String> { Self.names(in: catalogues) }

  static func names(in catalogues: [ReleaseCatalogue]) -> Set<String> {
    Set(catalogues.lazy.flatMap { $0.kfuncs.lazy.map(\.name) })
  }
}
