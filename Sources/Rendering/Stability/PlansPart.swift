internal import HTMLText
package import KfuncModel

/// Stated intentions: what, where it was stated, and what became of it.
package enum PlansPart {
  static func add(_ plans: [Plan], _ map: SiteMap, _ links: PageLinks, to html: inout HTMLText) {
    if plans.isEmpty { return }
    html.element("ul", ["class": "plans"]) { html in
      for plan in plans {
        html.element("li") { html in
          html.element("p", ["class": "what"], text: headline(plan) + " " + standing(plan))
          for stated in plan.notices {
            let form = stated.notice.form == .comment ? "comment" : "run-time warning"
            html.element("div", ["class": "src"]) { html in
              html.text("\(stated.release): \(form) at ")
              map.sources.add(stated.notice.source, in: stated.release, to: &html)
            }
          }
          for written in plan.written { WrittenPart.add(written, map, links, to: &html) }
        }
        html.newline()
      }
    }
  }

  /// What is announced, and for which release.
  package static func headline(_ plan: Plan) -> String {
    let stated = plan.stated.map { " First seen \($0)." } ?? ""
    guard let target = plan.target else {
      return "A deprecation or removal is announced, for no named release.\(stated)"
    }
    return "A deprecation or removal is announced that names \(target).\(stated)"
  }

  /// What became of it.
  package static func standing(_ plan: Plan) -> String {
    let target = plan.targetRelease?.description ?? plan.target ?? ""
    switch plan.standing {
    case .unscheduled: return "It stands in the newest release read."
    case .namesReleaseThatNeverExisted: return "No release \(target) ever existed."
    case .toCome: return "\(target) is to come."
    case .notChecked: return "\(target) was not read."
    case .due: return "\(target) is the newest release read, and the kfunc is there."
    case .keptPast(let newest): return "\(target) has passed, and \(newest) still has the kfunc."
    case .carriedOut(let interval): return "The kfunc went \(interval)."
    case .withdrawn: return "It was taken back."
    case .noLongerStated(let since): return "The source no longer states it (\(since)), and the kfunc is there."
    }
  }
}
