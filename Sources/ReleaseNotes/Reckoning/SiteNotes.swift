public import KfuncModel
internal import Stages

/// The notes of every imported release against the one read before it, each reckoned when it is asked for, and once: the
/// page of a release and its data tell the same.
public struct SiteNotes: Sendable {
  private let once: Once<NotesSource>
  private let reckoned: [(release: KernelRelease, notes: Once<NotesRecord?>)]

  /// What they are made from.
  public var source: NotesSource { once.value }

  /// The notes by release; the first one read has none.
  public var records: [(release: KernelRelease, notes: NotesRecord)] {
    reckoned.compactMap { entry in entry.notes.value.map { (release: entry.release, notes: $0) } }
  }

  /// The notes of all imported ones of `releases`, which are those of the record that `source` has.
  public init(of releases: ReleaseList, _ source: @escaping @Sendable () -> NotesSource) {
    let once = Once(source)
    self.once = once
    reckoned = releases.imported.map { release in
      let notes = Once<NotesRecord?> {
        NotesRequest(endingWith: release, releases: releases).flatMap { once.value.notes($0) }
      }
      return (release.mainline, notes)
    }
  }

  /// The notes of `release`; nil for the first one read.
  public subscript(release: KernelRelease) -> NotesRecord? {
    reckoned.first { $0.release == release.mainline }?.notes.value
  }
}
