internal import CatalogueFacts
internal import HTMLText
internal import KfuncModel
internal import RecordWords
internal import Stages

/// What keys themselves are, release by release, with places.
struct GroupFacts: Sendable {
  /// What a release says of its keys, found by name: there are as many sets as there are groups of them.
  private struct Release: Sendable {
    let release: KernelRelease
    let catalogue: ReleaseCatalogue
    let sets: [String: [IDSet]]
    let registrations: [IDSetIdentity: [Registration]]
    let sections: [String: [MaintainersSection]]

    init(_ catalogue: ReleaseCatalogue) {
      release = catalogue.release
      self.catalogue = catalogue
      sets = Dictionary(grouping: catalogue.idSets, by: \.name)
      registrations = Dictionary(grouping: catalogue.registrations, by: \.idSet)
      sections = Dictionary(grouping: catalogue.maintainers, by: \.title)
    }
  }

  /// Newest first.
  private let releases: Once<[Release]>

  /// The keys of the releases of `directory`.
  init(_ directory: KfuncDirectory) {
    releases = Once { directory.catalogues.reversed().map(Release.init) }
  }

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

  /// What each release says of the key of `group`.
  func html(_ group: KfuncGroup, _ sources: SourceLinks) -> HTMLText {
    let rows = releases.value.map { ($0.release, Self.facts(group, in: $0)) }.filter { !$0.1.isEmpty }
    if rows.isEmpty { return HTMLText() }
    return HTMLText { html in
      html.element("dl", ["class": "facts"]) { html in
        for (release, facts) in rows {
          html.element("dt", text: release.description)
          html.element("dd") { html in
            for fact in facts { html.element("div") { sources.add(fact, in: release, to: &$0) } }
          }
          html.newline()
        }
      }
    }
  }

  private static func facts(_ group: KfuncGroup, in release: Release) -> [String] {
    switch group.kind {
    case .flag:
      release.catalogue.flags.filter { $0.flag.rawValue == group.name }.map { "\($0.value), \($0.source)" }
    case .programType:
      release.catalogue.hook(of: ProgramType(rawValue: group.name)).map { hook in
        let others = hook.programTypes.filter { $0.rawValue != group.name }.map(\.shortName)
        let shared = others.isEmpty ? "shared with no other type" : "shared with \(Phrases.list(others))"
        return ["\(hook.name), \(shared), \(hook.source)"]
      } ?? []
    case .subsystem:
      release.sections[group.name, default: []].map { section in
        var facts: [String] = []
        if let status = section.status { facts.append(status) }
        facts += section.lists
        return (facts + ["MAINTAINERS:\(section.line)"]).joined(separator: ", ")
      }
    case .idSet:
      release.sets[group.name, default: []].flatMap { set -> [String] in
        ["\(set.source)" + (set.condition.map { ", where \($0)" } ?? "")]
          + release.registrations[set.identity, default: []].map { registration in
            let conditions = [registration.condition, registration.runtimeCondition].compactMap { $0 }
            return "registered for \(registration.programType.shortName) at \(registration.source)"
              + (registration.filter.map { ", filter \($0)" } ?? "")
              + (conditions.isEmpty ? "" : ", where \(conditions.joined(separator: " and "))")
          }
      }
    }
  }
}
