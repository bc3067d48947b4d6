internal import Diagnostics
internal import KfuncModel

/// Joins what comparison found with what people wrote, for everything but coming and going.
struct EventMerging {
  private(set) var events: [Event]
  private(set) var diagnostics: [Diagnostic] = []
  private let trace: KfuncTrace
  private let releases: ReleaseList

  init(trace: KfuncTrace, renames: [ChangeRecord], releases: ReleaseList) {
    self.trace = trace
    self.releases = releases
    events =
      trace.changes.filter { !EventKind.ofPresence.contains($0.kind) }
      .map { Event(kind: $0.kind, interval: $0.interval, change: $0) }
      + renames.map { Event(kind: .renamed, interval: $0.interval, change: $0) }
  }

  /// Adds a written event: to the derived one that it dates or confirms, else on its own.
  mutating func add(_ event: WrittenEvent) {
    guard let release = event.release else {
      // Nobody knows the release, and comparison bounds it: both tell of one rename.
      if event.kind == .renamed, event.successor != nil, let index = derived(for: event, in: nil) {
        events[index].written.append(event)
        return
      }
      events.append(Event(kind: event.kind, interval: nil, written: [event]))
      return
    }
    if EventKind.datable.contains(event.kind), let index = derived(for: event, in: release) {
      var interval = events[index].interval ?? .exactly(release)
      interval.by = release
      interval.isExact = true
      events[index].interval = interval
      events[index].change?.interval = interval
      events[index].written.append(event)
      return
    }
    check(event, release)
    events.append(Event(kind: event.kind, interval: .exactly(release), written: [event]))
  }

  /// The derived event of the same kind within whose interval the release lies; one that counts for the kfunc before
  /// others, and for a rename the one with the same names. Without a release any interval will do.
  private func derived(for event: WrittenEvent, in release: KernelRelease?) -> Int? {
    let candidates = events.indices.filter { index in
      let other = events[index]
      guard other.kind == event.kind, let interval = other.interval, let change = other.change else { return false }
      if case .rename(let suspicion) = change.detail {
        guard change.kfunc == event.kfunc, event.successor == nil || event.successor == suspicion.successor else {
          return false
        }
      }
      return release.map(interval.contains) ?? true
    }
    return candidates.first { events[$0].change?.countsForKfunc ?? false } ?? candidates.first
  }

  /// Says so when a catalogue shows otherwise.
  private mutating func check(_ event: WrittenEvent, _ release: KernelRelease) {
    if let position = releases.imported.firstIndex(of: release.mainline) {
      // What happens to a kfunc that is there happens where it is there.
      let needsPresence: Set<EventKind> = [
        .behaviourChanged, .deprecated, .defective, .fixed, .prototypeChanged, .flagsChanged, .programTypesChanged,
        .filterChanged, .moved,
      ]
      if needsPresence.contains(event.kind), !trace.isPresent[position] {
        complain(event, "\(release) does not have '\(event.kfunc)'")
        return
      }
      // Between neighbours a comparison sees everything of these kinds.
      let compared: Set<EventKind> = [.prototypeChanged, .flagsChanged, .programTypesChanged, .filterChanged, .moved]
      if compared.contains(event.kind), position > 0, trace.isPresent[position - 1],
        releases.releases(after: releases.imported[position - 1], by: release).count == 1
      {
        complain(event, "\(releases.imported[position - 1]) and \(release) agree about '\(event.kfunc)'")
      }
    }
  }

  private mutating func complain(_ event: WrittenEvent, _ reason: String) {
    diagnostics.append(
      Diagnostic(.error, "contradicts-catalogue", "no '\(event.kind.rawValue)': \(reason)", at: event.location))
  }
}
