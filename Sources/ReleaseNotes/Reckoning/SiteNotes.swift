public import KfuncModel
internal import Stages

/// The notes of every imported release against the one read before it, each reckoned when it is asked for, and once: the
/// page of a release and its data tell the same.
public struct SiteNotes: Sendable {
  private let once: Once<NotesSource>
  private let reckoned: [Reckoned]

  private struct Reckoned: Sendable {
    let release: KernelRelease
    let request: NotesRequest?
    let notes: Once<NotesRecord?>
    /// Its summary: of notes that are too long for one page, each page has it.
    let summary: Once<String?>
  }

  /// What they are made from.
  public var source: NotesSource { once.value }

  /// The releases that have notes: all but the first one read. Nothing is reckoned.
  public var releases: [KernelRelease] { reckoned.filter { $0.request != nil }.map(\.release) }

  /// The notes of all imported ones of `releases`, which are those of the record that `source` has.
  public init(of releases: ReleaseList, _ source: @escaping @Sendable () -> NotesSource) {
    let once = Once(source)
    self.once = once
    reckoned = releases.imported.map { release in
      let request = NotesRequest(endingWith: release, releases: releases)
      let notes = Once<NotesRecord?> { request.flatMap { once.value.notes($0) } }
      return Reckoned(
        release: release.mainline, request: request, notes: notes,
        summary: Once { notes.value.map { NotesComposer($0, once.value).summaryWords } })
    }
  }

  /// Between which releases the notes of `release` tell what changed; nil for the first one read. Nothing is reckoned.
  public func request(for release: KernelRelease) -> NotesRequest? {
    reckoned.first { $0.release == release.mainline }?.request
  }

  /// How many of what the notes of `release` tell; nil for the first one read.
  public func summary(of release: KernelRelease) -> String? {
    reckoned.first { $0.release == release.mainline }?.summary.value
  }

  /// The notes of `release`; nil for the first one read.
  public subscript(release: KernelRelease) -> NotesRecord? {
    reckoned.first { $0.release == release.mainline }?.notes.value
  }
}
