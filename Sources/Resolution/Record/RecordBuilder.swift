public import Diagnostics
public import KfuncModel
internal import ParallelMap

/// Makes the record of all kfuncs from the catalogues, the list of releases and what people wrote.
///
/// Linear in kfuncs times releases: each catalogue is indexed once and compared with the one before it.
public struct RecordBuilder: Sendable {
  private let catalogues: [ReleaseCatalogue]
  private let releases: ReleaseList
  private let written: [WrittenEvent]

  /// A builder from catalogues and written events in any order.
  public init(catalogues: [ReleaseCatalogue], releases: [KernelReleaseEntry], written: [WrittenEvent] = []) {
    self.catalogues = catalogues.sorted { $0.release < $1.release }
    self.releases = ReleaseList(entries: releases, imported: catalogues.map(\.release))
    self.written = written
  }

  /// The record, and what is wrong with the input: `contradicts-catalogue`, `unknown-release`, `duplicate-release`.
  public func build() -> (record: StabilityRecord, diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    var traces = TraceTable(releases: releases)
    var comparisons: [ReleaseComparison] = []
    var distinct: [ReleaseCatalogue] = []
    for catalogue in catalogues {
      // Releases are told apart by number: a second catalogue of one would be compared with itself.
      if let previous = distinct.last, previous.release.mainline == catalogue.release.mainline {
        diagnostics.append(
          Diagnostic(.error, "duplicate-release", "two catalogues stand for \(catalogue.release.mainline)"))
        continue
      }
      distinct.append(catalogue)
    }
    let indices = distinct.concurrentMap { IndexedCatalogue($0) }
    let releases = releases
    var found = indices.indices.dropFirst().map { $0 }.concurrentMap { index in
      CatalogueComparison(indices[index - 1], indices[index], releases: releases).compare()
    }
    for (index, catalogue) in distinct.enumerated() {
      if index > 0 {
        traces.adopt(&found[index - 1])
        comparisons.append(found[index - 1])
      }
      traces.add(catalogue)
    }
    let events = WrittenEvents(written, releases: releases)
    diagnostics += events.diagnostics
    for index in comparisons.indices { events.settleRenames(&comparisons[index]) }
    traces.add(comparisons)
    let kfuncs = traces.names(and: events.names).map { name in
      let history = HistoryAssembler(
        name: name, trace: traces[name], written: events[name],
        renames: (traces.renames(to: name), events.renames(to: name)), releases: releases)
      let (record, found) = history.assemble()
      diagnostics += found
      return record
    }
    return (StabilityRecord(releases: releases, comparisons: comparisons, kfuncs: kfuncs), diagnostics.sorted())
  }
}
