public import KfuncModel

/// The notes of every imported release against the one read before it, reckoned once: the page of a release and its data
/// tell the same.
public struct SiteNotes: Sendable {
  /// What they are made from.
  public let source: NotesSource
  /// The notes by release; the first one read has none.
  public let records: [(release: KernelRelease, notes: NotesRecord)]

  /// The notes of all releases of `source`.
  public init(_ source: NotesSource) {
    self.source = source
    let releases = source.record.releases
    records = releases.imported.compactMap { release in
      NotesRequest(endingWith: release, releases: releases).flatMap { source.notes($0) }
        .map { (release: release.mainline, notes: $0) }
    }
  }

  /// The notes of `release`; nil for the first one read.
  public subscript(release: KernelRelease) -> NotesRecord? { records.first { $0.release == release.mainline }?.notes }
}
