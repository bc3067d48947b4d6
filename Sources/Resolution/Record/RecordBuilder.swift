public import CatalogueFacts
public import Diagnostics
public import KfuncModel
internal import ParallelMap

/// Makes the record of all kfuncs from the catalogues, the list of releases and what people wrote.
///
/// Linear in kfuncs times releases: each catalogue is compared with the one before it.
public struct RecordBuilder: Sendable {
  private let catalogues: [CatalogueIndex]
  private let releases: ReleaseList
  private let written: [WrittenEvent]

  /// A builder from catalogues and written events in any order.
  public init(catalogues: [ReleaseCatalogue], releases: [KernelReleaseEntry], written: [WrittenEvent] = []) {
    self.init(indices: CatalogueIndex.all(catalogues), releases: releases, written: written)
  }

  /// A builder from catalogues that were indexed before, oldest release first, and written events in any order.
  public init(indices catalogues: [CatalogueIndex], releases: [KernelReleaseEntry], written: [WrittenEvent] = []) {
    self.catalogues = catalogues
    self.releases = ReleaseList(entries: releases, imported: catalogues.map(\.release))
    self.written = written
  }

  /// The record, and what is wrong with the input: `contradicts-catalogue`, `unknown-release`, `duplicate-release`.
  public func build() -> (record: StabilityRecord, diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    var indices: [CatalogueIndex] = []
    for catalogue in catalogues {
      // Releases are told apart by number: a second catalogue of one would be compared with itself.
      if let previous = indices.last, previous.release == catalogue.release {
        diagnostics.append(
          Diagnostic(.error, "duplicate-release", "two catalogues stand for \(catalogue.release)"))
        continue
      }
      indices.append(catalogue)
    }
    let (distinct, releases) = (indices, releases)
    var found = indices.indices.dropFirst().map { $0 }.concurrentMap { index in
      CatalogueComparison(distinct[index - 1], distinct[index], releases: releases).compare()
    }
    var traces = TraceTable(indices, releases: releases)
    for index in found.indices { traces.adopt(&found[index], newer: index + 1) }
    var comparisons = found
    let events = WrittenEvents(written, releases: releases)
    diagnostics += events.diagnostics
    for index in comparisons.indices { events.settleRenames(&comparisons[index]) }
    traces.add(comparisons)
    let assembled = subjects(traces, events).concurrentMap { [traces] subject in
      HistoryAssembler(
        name: subject.name, trace: traces[subject.row], written: events[subject.name],
        renames: (traces.renames(to: subject.name), events.renames(to: subject.name)), releases: releases
      ).assemble()
    }
    diagnostics += assembled.lazy.flatMap { $0.diagnostics }
    return (
      StabilityRecord(releases: releases, comparisons: comparisons, kfuncs: assembled.map { $0.record }),
      diagnostics.sorted()
    )
  }

  /// A kfunc that some release has, or that people wrote about.
  private struct Subject: Sendable {
    let name: String
    /// The row of its trace; nil for a name that no release has.
    let row: Int?
  }

  /// Every name once, in order of bytes.
  private func subjects(_ traces: TraceTable, _ events: WrittenEvents) -> [Subject] {
    let catalogued = traces.names.enumerated().map { Subject(name: $1, row: $0) }
    let known = Set(traces.names)
    let others = events.names.filter { !known.contains($0) }.map { Subject(name: $0, row: nil) }
    if others.isEmpty { return catalogued }
    return (catalogued + others).sorted { $0.name.precedesInBytes($1.name) }
  }
}
