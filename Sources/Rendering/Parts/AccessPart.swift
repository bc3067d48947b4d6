internal import CatalogueFacts
internal import HTMLText
internal import KfuncModel
internal import RecordWords

/// Who may call a kfunc: what is answered alike stands together, a row for each registration that opens it.
enum AccessPart {
  /// Types that are answered alike for the same reasons.
  private struct Answer {
    let first: ProgramTypeAccess
    let reasons: [String]
    var groups: [AccessWords.Group]
  }

  static func add(
    _ access: [ProgramTypeAccess], in release: KernelRelease, _ sources: SourceLinks, _ links: PageLinks,
    to html: inout HTMLText
  ) {
    if access.isEmpty { return }
    html.element("dl", ["class": "access"]) { html in
      for answer in answers(access) {
        html.element("dt") { html in
          html.element("strong", text: words(answer.first.outcome))
          for (index, reason) in answer.reasons.enumerated() {
            html.text(index == 0 ? ": " : "; ")
            sources.add(reason, in: release, to: &html)
          }
        }
        for group in answer.groups {
          html.element("dd") { html in
            names(group, links, to: &html)
            for registration in AccessWords.registrations(group.first) {
              html.element("div", ["class": "src"]) { sources.add(registration, in: release, to: &$0) }
            }
          }
        }
        html.newline()
      }
    }
  }

  private static func words(_ outcome: ProgramTypeAccess.Outcome) -> String {
    switch outcome {
    case .open, .admitted: "May call it"
    case .conditional: "Some programs may call it"
    case .unread: "Not known whether they may call it"
    case .refused: "May not call it"
    }
  }

  /// In the order of their first types.
  private static func answers(_ access: [ProgramTypeAccess]) -> [Answer] {
    var answers: [Answer] = []
    for group in AccessWords.groups(access) {
      let reasons = AccessWords.reasons(group.first)
      let isSame = { (answer: Answer) in answer.first.outcome == group.first.outcome && answer.reasons == reasons }
      if let position = answers.firstIndex(where: isSame) {
        answers[position].groups.append(group)
      } else {
        answers.append(Answer(first: group.first, reasons: reasons, groups: [group]))
      }
    }
    return answers
  }

  /// The types that registrations name, then those that share their hook.
  private static func names(_ group: AccessWords.Group, _ links: PageLinks, to html: inout HTMLText) {
    let named = group.types.filter(\.isRegistered)
    let shared = group.types.filter { !$0.isRegistered }
    list(named, links, to: &html)
    if shared.isEmpty { return }
    html.text(named.isEmpty ? "by hook: " : "; by hook ")
    list(shared, links, to: &html)
  }

  private static func list(_ types: [ProgramTypeAccess], _ links: PageLinks, to html: inout HTMLText) {
    for (index, type) in types.enumerated() {
      if index > 0 { html.text(", ") }
      let name = type.programType == .unspecified ? "every type (UNSPEC)" : type.programType.shortName
      // A type that none may call from has no page of kfuncs.
      if type.mayCall {
        html.link(links, .group(.programType, type.programType.rawValue), text: name)
      } else {
        html.text(name)
      }
    }
  }
}
