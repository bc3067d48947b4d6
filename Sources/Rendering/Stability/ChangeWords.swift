internal import KfuncModel

/// What an event says, in words.
enum ChangeWords {
  static func headline(_ event: Event) -> String {
    guard let change = event.change else { return writtenHeadline(event.kind) }
    switch change.detail {
    case .presence: return writtenHeadline(event.kind)
    case .prototype(let difference):
      if difference.isCOnly { return "The C prototype changed; BPF programs see the same one." }
      return difference.isAnnotationOnly
        ? "What a parameter's name tells the verifier changed; the C types did not." : "The prototype changed."
    case .flags(let difference):
      var parts: [String] = []
      if !difference.gained.isEmpty { parts.append("gained \(Phrases.list(difference.gained.map(\.rawValue)))") }
      if !difference.lost.isEmpty { parts.append("lost \(Phrases.list(difference.lost.map(\.rawValue)))") }
      return "Its flags changed: \(Phrases.list(parts))."
    case .demands(let demands):
      let names = demands.map { $0.parameter.name ?? "argument \($0.index + 1)" }
      return "The verifier asks more of \(Phrases.list(names)), though nothing changed in its own sources."
    case .programTypes(let difference): return programTypes(difference)
    case .filter(let differences):
      return "What filters answer changed for \(Phrases.list(differences.map(\.programType.shortName))) programs."
    case .idSets(let gained, let lost):
      var parts: [String] = []
      if !gained.isEmpty { parts.append("now listed in \(Phrases.list(gained.map(\.name)))") }
      if !lost.isEmpty { parts.append("no longer in \(Phrases.list(lost.map(\.name)))") }
      return "Its ID sets changed: \(parts.joined(separator: "; "))."
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

  private static func programTypes(_ difference: ProgramTypesDifference) -> String {
    var parts: [String] = []
    func add(_ types: [ProgramType], _ words: String) {
      if !types.isEmpty { parts.append("\(words) \(Phrases.list(types.map(\.shortName)))") }
    }
    add(difference.registeredGained, "newly registered for")
    add(difference.registeredLost, "no longer registered for")
    add(difference.openGained.filter { !difference.registeredGained.contains($0) }, "hooks newly open it to")
    add(difference.openLost.filter { !difference.registeredLost.contains($0) }, "hooks no longer open it to")
    return "Its program types changed: \(parts.joined(separator: "; "))."
  }

  private static func writtenHeadline(_ kind: EventKind) -> String {
    switch kind {
    case .added: "Added: absent before, present now."
    case .removed: "Removed: present before, absent now."
    case .restored: "Present again after an absence."
    default: "\(kind.title)."
    }
  }

  /// What a change can mean for a program, a statement about mechanism.
  static func impact(_ change: ChangeRecord) -> String? {
    switch change.impact {
    case .breaks: "A program written for \(change.from) can fail to compile or load with \(change.to)."
    case .tightens: "Some programs that \(change.from) accepts, \(change.to) refuses."
    case .relaxes: "No program that was accepted is refused."
    case .invisible: "No program can tell the difference."
    default: nil
    }
  }

  /// How far ahead a notice was given: `, 2 releases ahead`; empty where that is not known.
  static func lead(of notice: NoticeGiven) -> String {
    switch (notice.leadAtLeast, notice.leadAtMost) {
    case (let least?, let most?) where least == most: ", \(Phrases.count(least, "release")) ahead"
    case (let least?, let most?): ", \(least) to \(most) releases ahead"
    case (let least?, nil): ", at least \(Phrases.count(least, "release")) ahead"
    default: ""
    }
  }
}
