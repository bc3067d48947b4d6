package import KfuncModel

/// The sentence about a kfunc's state, from the counts of its record and from nothing else.
package enum StateWords {
  /// `Present in 6.12, 7.2 and 7.3; absent in 6.1. Between them its prototype changed once; no notice …`
  package static func sentence(_ state: StateFacts) -> String {
    let present = state.present.map(\.description)
    var text: String
    if present.isEmpty {
      text = "In none of the releases read."
    } else if state.absent.isEmpty {
      text = "Present in \(present.count == 1 ? "" : "all releases read: ")\(Phrases.list(present))."
    } else {
      text = "Present in \(Phrases.list(present)); absent in \(Phrases.list(state.absent.map(\.description)))."
    }
    let changes = changes(state)
    if !changes.isEmpty {
      text += " " + changes.prefix(1).uppercased() + changes.dropFirst() + "."
    } else if present.count > 1 {
      text += " No change of its own was found between them."
    }
    text += notices(state)
    return text
  }

  private static func changes(_ state: StateFacts) -> String {
    var parts: [String] = []
    func add(_ count: Int, _ singular: String) {
      if count > 0 { parts.append("\(singular) \(Phrases.times(count))") }
    }
    add(state.prototypeChanges, "its prototype changed")
    add(state.flagChanges, "its flags changed")
    add(state.programTypeChanges, "its program types changed")
    add(state.filterChanges, "what its filters admit changed")
    add(state.tightenings, "what is asked of its callers became stricter")
    add(state.behaviourChanges, "its behaviour changed")
    return Phrases.list(parts)
  }

  private static func notices(_ state: StateFacts) -> String {
    var text =
      state.deprecations == 0
      ? " No notice of deprecation or removal is recorded."
      : " \(Phrases.count(state.deprecations, "notice")) of deprecation or removal "
        + (state.deprecations == 1 ? "is recorded." : "are recorded.")
    if state.openPlans > 0 {
      text += " \(Phrases.count(state.openPlans, "stated plan")) \(state.openPlans == 1 ? "is" : "are") open."
    }
    return text
  }
}
