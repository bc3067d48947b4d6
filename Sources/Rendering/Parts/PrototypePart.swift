internal import HTMLText
package import KfuncModel

/// A prototype as a block of C, one parameter a line where it would be long.
package enum PrototypePart {
  /// The widest line that stays in one piece, in characters: what a narrow window shows without scrolling.
  private static let widest = 64

  static func add(_ prototype: Prototype, to html: inout HTMLText) {
    html.element("pre", ["class": "sig"]) { html in
      html.element("code") { CodeMarkup.add(lines(of: prototype), naming: prototype.name, to: &$0) }
    }
    html.newline()
  }

  /// The declaration, one parameter a line where it would be long.
  package static func lines(of prototype: Prototype) -> String {
    let text = prototype.text
    if isNarrow(text) || prototype.parameters.count < 2 { return text }
    let separator = prototype.returnType.hasSuffix("*") ? "" : " "
    var list = prototype.parameters.map(\.text)
    if prototype.isVariadic { list.append("...") }
    return "\(prototype.returnType)\(separator)\(prototype.name)(\n    " + list.joined(separator: ",\n    ") + ")"
  }

  /// Counting characters looks at each several times; nearly all names are ASCII, which has as many bytes.
  private static func isNarrow(_ text: String) -> Bool {
    text.utf8.count <= widest || text.utf8.contains { $0 >= 0x80 } && text.count <= widest
  }
}
