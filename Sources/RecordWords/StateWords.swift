package import KfuncModel
internal import TextBytes

/// The sentence about a kfunc's state, from the counts of its record and from nothing else.
package enum StateWords {
  /// `Present in 6.12, 7.2 and 7.3; absent in 6.1. Its prototype changed once. No notice of deprecation or removal is recorded.`
  package static func sentence(_ state: StateFacts) -> String { .written { add(state, to: &$0) } }

  /// Adds ``sentence(_:)``.
  package static func add(_ state: StateFacts, to bytes: inout [UInt8]) {
    if state.present.isEmpty {
      bytes.add("In none of the releases read")
    } else {
      PresenceWords.add(present: state.present.count, absent: state.absent.count, to: &bytes) { isPresent, bytes in
        Phrases.add(isPresent ? state.present : state.absent, to: &bytes)
      }
    }
    bytes.add(".")
    let changes = [
      (state.prototypeChanges, "its prototype changed"), (state.flagChanges, "its flags changed"),
      (state.programTypeChanges, "its program types changed"), (state.filterChanges, "what its filters admit changed"),
      (state.tightenings, "what is asked of its callers became stricter"),
      (state.behaviourChanges, "its behaviour changed"),
    ]
    let count = changes.count { $0.0 > 0 }
    if count > 0 {
      bytes.add(" ")
      let start = bytes.count
      var rest = changes[...]
      Phrases.add(count, to: &bytes) { _, bytes in
        rest = rest.drop { $0.0 <= 0 }
        guard let (times, words) = rest.popFirst() else { return }
        bytes.add(words)
        bytes.add(" ")
        bytes.add(Phrases.times(times))
      }
      Phrases.beginSentence(at: start, of: &bytes)
      bytes.add(".")
    } else if state.present.count > 1 {
      bytes.add(" No change of its own was found between them.")
    }
    addNotices(state, to: &bytes)
  }

  private static func addNotices(_ state: StateFacts, to bytes: inout [UInt8]) {
    if state.deprecations == 0 {
      bytes.add(" No notice of deprecation or removal is recorded.")
    } else {
      bytes.add(" ")
      Phrases.add(state.deprecations, "notice", to: &bytes)
      bytes.add(" of deprecation or removal ")
      bytes.add(state.deprecations == 1 ? "is recorded." : "are recorded.")
    }
    if state.openPlans > 0 {
      bytes.add(" ")
      Phrases.add(state.openPlans, "stated plan", to: &bytes)
      bytes.add(state.openPlans == 1 ? " is open." : " are open.")
    }
  }
}
