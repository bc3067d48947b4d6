package import KfuncModel
internal import TextBytes

/// What an event says, in words.
package enum ChangeWords {
  package static func headline(_ event: Event) -> String {
    // Most are the same for all kfuncs, and need no memory.
    if let change = event.change {
      if change.definition == nil, let words = fixedWords(change, of: event.kind) { return words }
    } else if let words = ofPresence(event.kind) {
      return words
    }
    return String.written { add(event, to: &$0) }
  }

  /// Adds ``headline(_:)``.
  package static func add(_ event: Event, to bytes: inout [UInt8]) {
    guard let change = event.change else { return addWritten(event.kind, event.written, to: &bytes) }
    add(change, of: event.kind, event.written, to: &bytes)
  }

  /// Adds the headline of a change of which people wrote nothing.
  package static func add(_ change: ChangeRecord, to bytes: inout [UInt8]) {
    add(change, of: change.kind, [], to: &bytes)
  }

  private static func add(
    _ change: ChangeRecord, of kind: EventKind, _ written: [WrittenEvent], to bytes: inout [UInt8]
  ) {
    addWords(change, of: kind, written, to: &bytes)
    if let place = change.definition {
      bytes.add(" ")
      bytes.add(definition(place))
    }
  }

  /// Which of several definitions a change is about.
  package static func definition(_ place: DefinitionPlace) -> String {
    let condition = place.condition.map { ", under \($0)" } ?? ""
    return "This is the definition in \(place.file)\(condition); the kfunc has others."
  }

  /// Words that hold nothing of the kfunc; nil where there are others.
  private static func fixedWords(_ change: ChangeRecord, of kind: EventKind) -> String? {
    switch change.detail {
    case .presence: return ofPresence(kind)
    case .prototype(let difference):
      if difference.isCOnly { return "The C prototype changed; BPF programs see the same one." }
      return difference.isAnnotationOnly
        ? "What a parameter's name tells the verifier changed; the C types did not." : "The prototype changed."
    case .build: return "What a kernel needs to have it changed."
    case .kernelDoc: return "The comment that documents it changed, or came or went."
    case .notices:
      return kind == .noticeVanished
        ? "A notice of deprecation or removal went from the source."
        : "A notice of deprecation or removal appeared in the source."
    case .testingOnly(let isNow):
      return isNow ? "For the kernel's own tests only from here on." : "No longer for the kernel's own tests only."
    case .flags, .demands, .programTypes, .filter, .idSets, .move, .rename: return nil
    }
  }

  private static func addWords(
    _ change: ChangeRecord, of kind: EventKind, _ written: [WrittenEvent], to bytes: inout [UInt8]
  ) {
    if let words = fixedWords(change, of: kind) { return bytes.add(words) }
    switch change.detail {
    case .flags(let difference):
      bytes.add("Its flags changed: ")
      add(difference, to: &bytes)
      bytes.add(".")
    case .demands(let demands):
      bytes.add("The verifier asks more of ")
      Phrases.add(demands.count, to: &bytes) { position, bytes in
        if let name = demands[position].parameter.name { return bytes.add(name) }
        bytes.add("argument ")
        bytes.add(decimal: demands[position].index + 1)
      }
      bytes.add(", though nothing changed in its own sources.")
    case .programTypes(let difference):
      bytes.add("Its program types changed: ")
      bytes.add(programTypes(difference))
      bytes.add(".")
    case .filter(let differences):
      bytes.add("What filters answer changed for ")
      Phrases.add(differences.count, to: &bytes) { differences[$0].programType.add(to: &$1) }
      bytes.add(" programs.")
    case .idSets(let gained, let lost):
      bytes.add("Its ID sets changed: ")
      bytes.add(idSets(gained, lost))
      bytes.add(".")
    case .move(let from, let to):
      bytes.add("Defined in ")
      bytes.add(to)
      bytes.add(", before in ")
      bytes.add(from)
      bytes.add(".")
    case .rename(let suspicion):
      bytes.add(suspicion.isConfirmed ? "Renamed; it is " : "Perhaps renamed to ")
      bytes.add(suspicion.successor)
      bytes.add(
        suspicion.isConfirmed ? " now." : ": the two look alike, and no source was found that says so.")
    case .presence, .prototype, .build, .kernelDoc, .notices, .testingOnly: addWritten(kind, written, to: &bytes)
    }
  }

  private static func addWritten(_ kind: EventKind, _ written: [WrittenEvent], to bytes: inout [UInt8]) {
    if let words = ofPresence(kind) { return bytes.add(words) }
    bytes.add(kind.title)
    bytes.add(named(written))
    bytes.add(".")
  }

  /// `gained KF_RCU and lost KF_TRUSTED_ARGS`.
  package static func flags(_ difference: FlagsDifference) -> String { .written { add(difference, to: &$0) } }

  private static func add(_ difference: FlagsDifference, to bytes: inout [UInt8]) {
    func add(_ flags: [KfuncFlag], _ word: String) {
      bytes.add(word)
      Phrases.add(flags.count, to: &bytes) { $1.add(flags[$0].rawValue) }
    }
    if !difference.gained.isEmpty { add(difference.gained, "gained ") }
    if difference.lost.isEmpty { return }
    add(difference.lost, difference.gained.isEmpty ? "lost " : " and lost ")
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
    String.written { bytes in
      let start = bytes.count
      func add(_ types: [ProgramType], _ words: String) {
        if types.isEmpty { return }
        if bytes.count > start { bytes.add("; ") }
        bytes.add(words)
        bytes.add(" ")
        Phrases.add(types, to: &bytes)
      }
      add(difference.registeredGained, "newly registered for")
      add(difference.registeredLost, "no longer registered for")
      add(difference.openGained.filter { !difference.registeredGained.contains($0) }, "newly open through hooks to")
      add(difference.openLost.filter { !difference.registeredLost.contains($0) }, "no longer open through hooks to")
    }
  }

  private static func ofPresence(_ kind: EventKind) -> String? {
    switch kind {
    case .added: "Added: absent before, present now."
    case .removed: "Removed: present before, absent now."
    case .restored: "Present again after an absence."
    default: nil
    }
  }

  /// The releases that a written event names besides its own, those that a plan is for: `; it names 6.22`.
  private static func named(_ written: [WrittenEvent]) -> String {
    let releases = Set(written.flatMap(\.namedReleases)).sorted()
    return releases.isEmpty ? "" : "; it names \(Phrases.list(releases.map(\.description)))"
  }

  /// When an event of `kind` was of which no release is known: a proposal is of none.
  package static func undated(_ kind: EventKind) -> String {
    EventKind.ofProposals.contains(kind) ? "in no release" : "in a release that was not looked up"
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
