internal import CatalogueFacts
internal import KfuncModel

/// Other names between the two ends: what the steps and the direct comparison found, and what people wrote.
struct RenameReckoning {
  private let frame: NotesReckoning

  init(_ frame: NotesReckoning) { self.frame = frame }

  /// Every rename of a kfunc that the older end has, or that came on the way, by old name.
  func renamed() -> [RenamedKfunc] {
    frame.source.record.kfuncs.lazy.flatMap(renames(of:)).filter { frame.concerns($0.old) || frame.concerns($0.new) }
  }

  /// The renames of `name` on the way, each other name once.
  func renames(of name: String) -> [RenamedKfunc] { frame.source.record[name].map(renames(of:)) ?? [] }

  private func renames(of record: KfuncRecord) -> [RenamedKfunc] {
    let name = record.name
    // Names are looked up for those that have something to tell: most have not.
    guard record.events.contains(where: { $0.kind == .renamed }) || frame.renames[name] != nil,
      !frame.testingOnly.contains(name)
    else { return [] }
    var found: [RenamedKfunc] = []
    func add(_ new: String, isConfirmed: Bool, interval: ReleaseInterval?, written: [WrittenEvent]) {
      if let index = found.firstIndex(where: { $0.new == new }) {
        found[index].isConfirmed = found[index].isConfirmed || isConfirmed
        return
      }
      found.append(
        RenamedKfunc(
          old: name, new: new, isConfirmed: isConfirmed, interval: interval, prototypes: prototypes(name, new),
          keepsOldName: frame.source.record.isPresent(record, in: frame.request.to) ?? false, written: written))
    }
    for event in record.events where event.kind == .renamed {
      guard let interval = event.interval, frame.isOnTheWay(interval) else { continue }
      // The record of the new name holds the event as well.
      if let change = event.change, case .rename(let suspicion) = change.detail, change.kfunc == name {
        add(suspicion.successor, isConfirmed: suspicion.isConfirmed, interval: interval, written: event.written)
      } else if let written = event.written.first(where: { $0.kfunc == name }), let new = written.successor {
        add(new, isConfirmed: true, interval: interval, written: event.written)
      }
    }
    for change in frame.renames[name] ?? [] {
      if case .rename(let suspicion) = change.detail {
        add(suspicion.successor, isConfirmed: suspicion.isConfirmed, interval: change.interval, written: [])
      }
    }
    return found
  }

  /// Both prototypes where more than the name differs; empty where they agree or one was not read.
  private func prototypes(_ old: String, _ new: String) -> [String] {
    let history = frame.source.directory
    let before = history[old]?.facts.compactMap { $0 }.last { $0.release.mainline <= frame.request.to }?.bpfPrototype
    guard let before, var after = frame.facts(of: new)?.bpfPrototype else { return [] }
    let text = after.text
    after.name = before.name
    return after == before ? [] : [before.text, text]
  }
}
