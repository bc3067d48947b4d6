internal import CatalogueFacts
internal import HTMLText
internal import KfuncModel

/// The table of program types with what filters answer.
enum AccessPart {
  static func html(_ access: [ProgramTypeAccess]) -> HTMLText {
    HTMLText { html in
      if access.isEmpty { return }
      ScrollingTable.add(
        "Program types that may call it", ["Program type", "May call it", "Because"], class: "access", to: &html
      ) {
        html in
        for group in AccessWords.groups(access) {
          html.element("tr") { html in
            html.element("th", ["scope": "row"]) { names(group, to: &$0) }
            let answer = AccessWords.answer(group.first.outcome)
            html.element("td", ["class": group.first.mayCall ? nil : "no"], text: answer)
            html.element("td") { html in
              for reason in AccessWords.reasons(group.first) { html.element("div", text: reason) }
              for registration in AccessWords.registrations(group.first) {
                html.element("div", ["class": "src"], text: registration)
              }
            }
          }
        }
      }
    }
  }

  private static func names(_ group: AccessWords.Group, to html: inout HTMLText) {
    for (index, type) in group.types.enumerated() {
      if index > 0 { html.text(", ") }
      html.text(type.programType == .unspecified ? "every type (UNSPEC)" : type.programType.shortName)
      if !type.isRegistered { html.element("span", ["class": "src"], text: " by hook") }
    }
  }
}
