public import Diagnostics
public import KfuncModel

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
    var previous: IndexedCatalogue?
    for catalogue in catalogues {
      // Releases are told apart by number: a second catalogue of one would be compared with itself.
      if let previous, previous.release.mainline == catalogue.release.mainline {
        diagnostics.append(
          Diagnostic(.error, "duplicate-release", "two catalogues stand for \(catalogue.release.mainline)"))
        continue
      }
      let index = IndexedCatalogue(catalogue)
      if let previous {
        var comparison = CatalogueComparison(previous, index, releases: releases).compare()
        traces.adopt(&comparison)
        comparisons.append(comparison)
      }
      traces.add(catalogue)
      previous = index
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
