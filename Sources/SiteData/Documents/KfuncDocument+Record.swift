internal import KfuncModel
internal import RecordWords
internal import Rendering
internal import Resolution
internal import TextBytes

extension KfuncDocument {
  /// Its events, oldest first.
  func writeEvents(_ record: KfuncRecord, to json: inout JSONStream) {
    json.list("events", record.events) { json, event in
      json.text("kind", event.kind.rawValue)
      json.interval("when", event.interval)
      json.text("summary") { ChangeWords.add(event, to: &$0) }
      if let change = event.change {
        // Of a rename that leads here, the old name is another's.
        if change.kfunc != record.name { json.text("kfunc", change.kfunc) }
        json.members(of: change)
      }
      json.noticeGiven("noticeGiven", event.noticeGiven)
      json.written("written", event.written)
    }
  }

  func writePlans(_ plans: [Plan], to json: inout JSONStream) {
    json.list("plans", plans) { json, plan in
      json.text("target", plan.target)
      json.interval("stated", plan.stated)
      json.text("standing", plan.standing.word)
      json.text("summary", PlansPart.headline(plan) + " " + PlansPart.standing(plan))
      json.interval("since", plan.standing.interval)
      json.notices("notices", plan.notices)
      json.written("written", plan.written)
    }
  }

  func writeMentions(_ backlinks: [Backlink], _ facts: PublishedFacts, to json: inout JSONStream) {
    json.list("mentions", backlinks) { json, link in
      switch link.source {
      case .policy(let slug): json.text("policy", slug)
      case .message(let thread, let number):
        json.text("thread", thread)
        json.number("message", number)
      case .note(let name): json.text("note", name)
      case .page(let slug): json.text("page", slug)
      case .lead(let release): json.release("release", release)
      }
      json.text("anchor", link.anchor)
      json.text("speaker", link.speaker?.author)
      json.text("words") { words in
        words.add(link.snippet.before)
        words.add(link.snippet.name)
        words.add(link.snippet.after)
      }
    }
  }
}

extension Plan.Standing {
  /// What became of a plan as data spells it.
  var word: String {
    switch self {
    case .unscheduled: "unscheduled"
    case .namesReleaseThatNeverExisted: "names-release-that-never-existed"
    case .toCome: "to-come"
    case .notChecked: "not-checked"
    case .due: "due"
    case .keptPast: "kept-past"
    case .carriedOut: "carried-out"
    case .withdrawn: "withdrawn"
    case .noLongerStated: "no-longer-stated"
    }
  }

  /// When that was, where it has a time.
  var interval: ReleaseInterval? {
    switch self {
    case .carriedOut(let interval), .noLongerStated(let interval): interval
    default: nil
    }
  }
}
