package import KfuncModel

/// What an event says, in words.
package enum ChangeWords {
  package static func headline(_ event: Event) -> String {
    words(event) + (event.change?.definition.map { " " + definition($0) } ?? "")
  }

  /// Which of several definitions a change is about.
  package static func definition(_ place: DefinitionPlace) -> String {
    let condition = place.condition.map { ", under \($0)" } ?? ""
    return "This is the definition in \(place.file)\(condition); the kfunc has others."
  }

  private static func words(_ event: Event) -> String {
    guard let change = event.change else { return writtenHeadline(event) }
    switch change.detail {
    case .presence: return writtenHeadline(event)
    case .prototype(let difference):
      if difference.isCOnly { return "The C prototype changed; BPF programs see the same one." }
      return difference.isAnnotationOnly
        ? "What a parameter's name tells the verifier changed; the C types did not." : "The prototype changed."
    case .flags(let difference): return "Its flags changed: \(flags(difference))."
    case .demands(let demands):
      let names = demands.map { $0.parameter.name ?? "argument \($0.index + 1)" }
      return "The verifier asks more of \(Phrases.list(names)), though nothing changed in its own sources."
    case .programTypes(let difference): return "Its program types changed: \(programTypes(difference))."
    case .filter(let differences):
      return "What filters answer changed for \(Phrases.list(differences.map(\.programType.shortName))) programs."
    case .idSets(let gained, let lost): return "Its ID sets changed: \(idSets(gained, lost))."
    case .move(let from, let to): return "Defined in \(to), before in \(from)."
    case .rename(let suspicion):
      return suspicion.isConfirmed
        ? "Renamed; it is \(suspicion.successor) now."
        : "Perhaps renamed to \(suspicion.successor): the two look alike, and no source was found that says so."
    case .build: return "What a kernel needs to have it changed."
    case .kernelDoc: return "The comment that documents it changed, or came or went."
    case .notices:
      return event.kind == .noticeVanished
        ? "A notice of deprecation or removal went from the source."
        : "A notice of deprecation or removal appeared in the source."
    case .testingOnly(let isNow):
      return isNow ? "For the kernel's own tests only from here on." : "No longer for the kernel's own tests only."
    }
  }

  /// `gained KF_RCU and lost KF_TRUSTED_ARGS`.
  package static func flags(_ difference: FlagsDifference) -> String {
    var parts: [String] = []
    if !difference.gained.isEmpty { parts.append("gained \(Phrases.list(difference.gained.map(\.rawValue)))") }
    if !difference.lost.isEmpty { parts.append("lost \(Phrases.list(difference.lost.map(\.rawValue)))") }
    return Phrases.list(parts)
  }

  /// `now listed in a_set; no longer in b_set`.
  package static func idSets(_ gained: [IDSetIdentity], _ lost: [IDSetIdentity]) -> String {
    var parts: [String] = []
    if !gained.isEmpty { parts.append("now listed in \(Phrases.list(gained.map(\.name)))") }
    if !lost.isEmpty { parts.append("no longer in \(Phrases.list(lost.map(\.name)))") }
    return parts.joined(separator: "; ")
  }

  /// `newly registered for TRACING; hooks newly open it to LSM`.
  package static func programTypes(_ difference: ProgramTypesDifference) -> String {
    var parts: [String] = []
    func add(_ types: [ProgramType], _ words: String) {
      if !types.isEmpty { parts.append("\(words) \(Phrases.list(types.map(\.shortName)))") }
    }
    add(difference.registeredGained, "newly registered for")
    add(difference.registeredLost, "no longer registered for")
    add(difference.openGained.filter { !difference.registeredGained.contains($0) }, "newly open through hooks to")
    add(difference.openLost.filter { !difference.registeredLost.contains($0) }, "no longer open through hooks to")
    return parts.joined(separator: "; ")
  }

  private static func writtenHeadline(_ event: Event) -> String {
    switch event.kind {
    case .added: "Added: absent before, present now."
    case .removed: "Removed: present before, absent now."
    case .restored: "Present again after an absence."
    default: event.kind.title + named(event) + "."
    }
  }

  /// The releases that a written event names besides its own, those that a plan is for: `; it names 6.22`.
  private static func named(_ event: Event) -> String {
    let releases = Set(event.written.flatMap(\.namedReleases)).sorted()
    return releases.isEmpty ? "" : "; it names \(Phrases.list(releases.map(\.description)))"
  }

  /// What a change can mean for a program, a statement about mechanism.
  package static func impact(_ change: ChangeRecord) -> String? {
    switch change.impact {
    case .breaks: "A program written for \(change.from) can fail to compile or load with \(change.to)."
    case .tightens: "Some programs that \(change.from) accepts, \(change.to) refuses."
    case .relaxes: "No program that was accepted is refused."
    case .invisible: "No program can tell the difference."
    default: nil
    }
  }

  /// The notice that went before a removal.
  package static func notice(_ notice: NoticeGiven) -> String {
    if notice.notices.isEmpty, notice.written.isEmpty { return "No notice was found in the release before." }
    let places = notice.notices.map { "\($0.notice.source) in \($0.release)" }
    let given = places.isEmpty ? "Notice was given" : "Notice was given at \(Phrases.list(places))"
    return given + lead(of: notice) + "."
  }

  /// How far ahead a notice was given: `, 2 releases ahead`; empty where that is not known.
  package static func lead(of notice: NoticeGiven) -> String {
    switch (notice.leadAtLeast, notice.leadAtMost) {
    case (let least?, let most?) where least == most: ", \(Phrases.count(least, "release")) ahead"
    case (let least?, let most?): ", \(least) to \(most) releases ahead"
    case (let least?, nil): ", at least \(Phrases.count(least, "release")) ahead"
    default: ""
    }
  }
}
