internal import CatalogueFacts
internal import HTMLText
internal import KfuncModel
internal import RecordWords

/// What a key itself is, release by release, with places.
enum GroupFacts {
  /// One sentence in our words; empty where there is none.
  static func meaning(_ group: KfuncGroup) -> String {
    switch group.kind {
    case .flag: FlagMeaning.of(KfuncFlag(rawValue: group.name)) ?? "No explanation was written for this flag yet."
    case .programType:
      group.name == ProgramType.unspecified.rawValue
        ? "Registering for this type opens a kfunc to programs of every type." : ""
    case .subsystem: ""
    case .idSet: ""
    }
  }

  static func html(_ group: KfuncGroup, _ directory: KfuncDirectory, _ sources: SourceLinks) -> HTMLText {
    let rows = directory.catalogues.map { ($0.release, facts(group, in: $0)) }.filter { !$0.1.isEmpty }
    if rows.isEmpty { return HTMLText() }
    return HTMLText { html in
      html.element("dl", ["class": "facts"]) { html in
        for (release, facts) in rows.reversed() {
          html.element("dt", text: release.description)
          html.element("dd") { html in
            for fact in facts { html.element("div") { sources.add(fact, in: release, to: &$0) } }
          }
          html.newline()
        }
      }
    }
  }

  private static func facts(_ group: KfuncGroup, in catalogue: ReleaseCatalogue) -> [String] {
    switch group.kind {
    case .flag:
      catalogue.flags.filter { $0.flag.rawValue == group.name }.map { "\($0.value), \($0.source)" }
    case .programType:
      catalogue.hook(of: ProgramType(rawValue: group.name)).map { hook in
        let others = hook.programTypes.filter { $0.rawValue != group.name }.map(\.shortName)
        let shared = others.isEmpty ? "shared with no other type" : "shared with \(Phrases.list(others))"
        return ["\(hook.name), \(shared), \(hook.source)"]
      } ?? []
    case .subsystem:
      catalogue.maintainers.filter { $0.title == group.name }.map { section in
        var facts: [String] = []
        if let status = section.status { facts.append(status) }
        facts += section.lists
        return (facts + ["MAINTAINERS:\(section.line)"]).joined(separator: ", ")
      }
    case .idSet:
      catalogue.idSets.filter { $0.name == group.name }.flatMap { set -> [String] in
        let registrations = catalogue.registrations.filter { $0.idSet == set.identity }
        return ["\(set.source)" + (set.condition.map { ", where \($0)" } ?? "")]
          + registrations.map { registration in
            let conditions = [registration.condition, registration.runtimeCondition].compactMap { $0 }
            return "registered for \(registration.programType.shortName) at \(registration.source)"
              + (registration.filter.map { ", filter \($0)" } ?? "")
              + (conditions.isEmpty ? "" : ", where \(conditions.joined(separator: " and "))")
          }
      }
    }
  }
}
