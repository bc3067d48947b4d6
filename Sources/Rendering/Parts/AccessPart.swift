internal import CatalogueFacts
internal import HTMLText
internal import KfuncModel
internal import RecordWords

/// The table of program types with what filters answer.
enum AccessPart {
  static func html(
    _ access: [ProgramTypeAccess], in release: KernelRelease, _ sources: SourceLinks, _ links: PageLinks
  ) -> HTMLText {
    HTMLText { html in
      if access.isEmpty { return }
      ScrollingTable.add(
        "Program types that may call it", ["Program type", "May call it", "Because"], class: "access", to: &html
      ) {
        html in
        for group in AccessWords.groups(access) {
          html.element("tr") { html in
            html.element("th", ["scope": "row"]) { names(group, links, to: &$0) }
            let answer = AccessWords.answer(group.first.outcome)
            html.element("td", ["class": group.first.mayCall ? nil : "no"], text: answer)
            html.element("td") { html in
              for reason in AccessWords.reasons(group.first) {
                html.element("div") { sources.add(reason, in: release, to: &$0) }
              }
              for registration in AccessWords.registrations(group.first) {
                html.element("div", ["class": "src"]) { sources.add(registration, in: release, to: &$0) }
              }
            }
          }
        }
      }
    }
  }

  private static func names(_ group: AccessWords.Group, _ links: PageLinks, to html: inout HTMLText) {
    for (index, type) in group.types.enumerated() {
      if index > 0 { html.text(", ") }
      let name = type.programType == .unspecified ? "every type (UNSPEC)" : type.programType.shortName
      // A type that none may call from has no page of kfuncs.
      let page = type.mayCall ? links.href(.group(.programType, type.programType.rawValue)) : nil
      if let page { html.element("a", ["href": page], text: name) } else { html.text(name) }
      if !type.isRegistered { html.element("span", ["class": "src"], text: " by hook") }
    }
  }
}
