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
    var traces = TraceTable(releases: releases)
    var comparisons: [ReleaseComparison] = []
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
    for (index, catalogue) in indices.enumerated() {
      if index > 0 {
        traces.adopt(&found[index - 1])
        comparisons.append(found[index - 1])
      }
      traces.add(catalogue.catalogue)
    }
    let events = WrittenEvents(written, releases: releases)
    diagnostics += events.diagnostics
    for index in comparisons.indices { events.settleRenames(&comparisons[index]) }
    traces.add(comparisons)
    let assembled = traces.names(and: events.names).concurrentMap { [traces] name in
      HistoryAssembler(
        name: name, trace: traces[name], written: events[name],
        renames: (traces.renames(to: name), events.renames(to: name)), releases: releases
      ).assemble()
    }
    diagnostics += assembled.lazy.flatMap { $0.diagnostics }
    return (
      StabilityRecord(releases: releases, comparisons: comparisons, kfuncs: assembled.map { $0.record }),
      diagnostics.sorted()
    )
  }
}
