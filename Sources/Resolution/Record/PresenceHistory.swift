internal import Diagnostics
internal import KfuncModel

/// When a kfunc came and went: from the catalogues, and between them from what people wrote.
///
/// In each gap between two imported releases the written events must lead from what the older release shows to what the
/// newer shows; then they date it exactly. If they do not, they contradict a catalogue, and the catalogues hold.
struct PresenceHistory {
  /// A coming or going.
  struct Turn {
    let kind: EventKind
    let interval: ReleaseInterval
    /// The comparison's record; nil where only people know of it.
    let change: ChangeRecord?
    let written: [WrittenEvent]

    var isComing: Bool { kind != .removed }
  }

  private(set) var turns: [Turn] = []
  /// Events that contradict a catalogue; they are shown as written and date nothing.
  private(set) var contradicting: [WrittenEvent] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// Renames to another name, oldest first: they can stand for a going that nobody wrote down.
  private var renames: [WrittenEvent] = []
  /// The first imported release, when it has the kfunc and nobody says since when.
  private var firstSeen: ReleaseInterval?

  init(trace: KfuncTrace, written: [WrittenEvent], releases: ReleaseList) {
    let imported = releases.imported
    let events = written.filter { EventKind.ofPresence.contains($0.kind) && $0.release != nil }
    renames = written.filter { $0.kind == .renamed && $0.successor != nil && $0.release != nil }
    var rest = events[...]
    func take(upTo release: KernelRelease?) -> [WrittenEvent] {
      let taken = rest.prefix { event in release.map { end in event.release.map { $0 <= end } ?? true } ?? true }
      rest = rest.dropFirst(taken.count)
      return Array(taken)
    }
    for (index, release) in imported.enumerated() {
      let change = trace.changes.first { $0.to == release && EventKind.ofPresence.contains($0.kind) }
      walk(
        take(upTo: release), from: index == 0 ? nil : (imported[index - 1], trace.isPresent[index - 1]),
        to: (release, trace.isPresent[index]), change: change, releases)
    }
    // Later than every catalogue: taken as written, as far as one event fits the next.
    walk(
      take(upTo: nil), from: imported.indices.last.map { (imported[$0], trace.isPresent[$0]) }, to: nil, change: nil,
      releases)
  }

  /// The stretches between comings and goings, oldest first.
  var lives: [Life] {
    var lives: [Life] = []
    var begin = firstSeen
    for turn in turns {
      if turn.isComing {
        if begin == nil { begin = turn.interval }
      } else if let start = begin {
        lives.append(Life(begin: start, end: turn.interval))
        begin = nil
      }
    }
    if let begin { lives.append(Life(begin: begin, end: nil)) }
    return lives
  }

  /// Follows the written events of one gap.
  private mutating func walk(
    _ events: [WrittenEvent], from: (release: KernelRelease, isPresent: Bool)?,
    to: (release: KernelRelease, isPresent: Bool)?, change: ChangeRecord?, _ releases: ReleaseList
  ) {
    // Several sources for one event make one step.
    var steps: [[WrittenEvent]] = []
    for event in events {
      if let last = steps.last?.first, last.release == event.release, last.kind == event.kind {
        steps[steps.count - 1].append(event)
      } else {
        steps.append([event])
      }
    }
    var state = from?.isPresent ?? steps.first.map { $0[0].kind == .removed }
    var good = true
    for step in steps {
      let comes = step[0].kind.comes
      if state == comes {
        let ground = from.map { ", after \($0.release)" } ?? ""
        complain(step, comes ? "it was there already\(ground)" : "it was not there\(ground)")
        good = false
      }
      state = comes
    }
    // A name that people saw come, and that the next catalogue lacks, went with its rename.
    if good, let to, state == true, !to.isPresent, let last = steps.last?.first?.release {
      let going = renames.filter { event in event.release.map { last < $0 && $0 <= to.release } ?? false }
      if let first = going.first {
        steps.append(going.filter { $0.release == first.release })
        state = false
      }
    }
    if good, let to, let last = steps.last, state != to.isPresent {
      complain(last, to.isPresent ? "\(to.release) has it" : "\(to.release) does not have it")
      good = false
    }
    if good, !steps.isEmpty {
      for (index, step) in steps.enumerated() {
        guard let release = step[0].release else { continue }
        turns.append(
          Turn(
            kind: step[0].kind.comes ? step[0].kind : .removed,
            interval: ReleaseInterval(after: before(release, releases), by: release, isExact: true),
            change: index == steps.count - 1 ? change : nil, written: step))
      }
      // What was there before the first thing that is known of it began at an unknown time.
      if from == nil, steps[0][0].kind == .removed, let release = steps[0][0].release,
        let earlier = before(release, releases)
      {
        firstSeen = ReleaseInterval(after: nil, by: earlier, isExact: false)
      }
      return
    }
    contradicting += events
    if let change {
      turns.append(Turn(kind: change.kind, interval: change.interval, change: change, written: []))
    } else if from == nil, let to, to.isPresent {
      firstSeen = ReleaseInterval(after: nil, by: to.release, isExact: false)
    }
  }

  /// The release before `release` in the list.
  private func before(_ release: KernelRelease, _ releases: ReleaseList) -> KernelRelease? {
    guard let position = releases.position(of: release), position > 0 else { return nil }
    return releases.entries[position - 1].release
  }

  private mutating func complain(_ step: [WrittenEvent], _ reason: String) {
    for event in step {
      let release = event.release.map { " in \($0)" } ?? ""
      diagnostics.append(
        Diagnostic(
          .error, "contradicts-catalogue", "'\(event.kfunc)' cannot be \(event.kind.rawValue)\(release): \(reason)",
          at: event.location))
    }
  }
}

extension EventKind {
  /// Whether a kfunc is there after an event of presence; a rename is the going of the old name.
  fileprivate var comes: Bool { self != .removed && self != .renamed }
}
