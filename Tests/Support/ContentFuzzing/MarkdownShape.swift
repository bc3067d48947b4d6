/// Texts that made Markdown parsers slow, of any size: the shapes of CVE-2023-22483, -22486, -24824, -26485 and -37463,
/// and their relatives.
struct HostileShape: Sendable, CustomStringConvertible {
  let name: String
  let make: @Sendable (_ size: Int) -> String
  var description: String { name }

  func text(_ size: Int) -> String { make(size) }

  private static func again(_ text: String) -> @Sendable (Int) -> String {
    { size in String(repeating: text, count: size / text.utf8.count) }
  }

  private static func numbered(_ bytes: Int, _ line: @escaping @Sendable (Int) -> String) -> @Sendable (Int) -> String {
    { size in (0..<size / bytes).map(line).joined() }
  }

  /// Lines of growing length up to `size` bytes together.
  private static func growing(_ line: @escaping @Sendable (Int) -> String) -> @Sendable (Int) -> String {
    { size in
      var text = ""
      var count = 1
      while text.utf8.count < size {
        text += line(count)
        count += 1
      }
      return text
    }
  }

  private static func wide(columns: Int, row: String) -> @Sendable (Int) -> String {
    { size in
      let head = String(repeating: "|a", count: columns) + "|\n" + String(repeating: "|-", count: columns) + "|\n"
      return head + String(repeating: row, count: max(0, size - head.utf8.count) / row.utf8.count)
    }
  }

  /// Shapes made of one text again and again.
  private static let repeated: [String] = [
    "*", "**", "*a ", "**a ", "a**", "a**b", "_", "_a ", "a_ ", "*_a ", "**x__y_z*", "*a**b ", ">", "> ", "- ", "* ",
    "+ ", "1. ", "- a\n", "- a\n\n", "a <!-- ", "<!--", "a <?", "a <!A", "a <!A ", "a <![CDATA[", "a <a ", "a <a b='",
    "a <", "a <http:", "[", "[a", "[a](", "[a](<", "[a](b \"", "[a](b", "]", "[]", "![[]()", "![", "` `` ``` ", "`",
    "e`", "`a\n``b\n", "|", "a|b\n", "|a|\n|-|\n", "|-\n", "|a|b\n|-\n", "|a|b|\n|-|-|\n\n", "www.", "www.a ",
    "www.a(", "www.a)", "www.a<", ":", "a:", "http://", "http://a ", "http://a)", "x@x.", "x@x.y ", "@", "a@", "a.@b",
    "a@b-", "x@x.y\n", "mailto:a@b.c ", "[^1]", "[^", "[^1]: a\n\n", "[^a]:", "[a]: b\n", "[a]: b 'c\n", "[a\n",
    "[a]:\n", "~", "~a ", "~~a ", "~a~~b", "\t", ">\t", "-\t", "\n", "\r", " ", " \n", "&", "&#", "&amp;", "&a;", "\\",
    "a\\\n", "a  \n", "#", "# a\n", "# a #", "a\n=\n", "```\n", "<div>\n", "<!--\n", "<script>\n", "abc def\n",
    "abc def ", "a", "\u{2014}\u{e9} ", "!", "> - ", "> - a\n", "- [x] a\n", "- [ ] ", "*[a](", "~*a ", "> [!NOTE]\n",
    "[[a", "[[a]]", "[[kfunc:a", "{#a}", "# a {#a}\n", "[^a]: [^a]\n\n",
  ]

  private static let others: [HostileShape] = [
    HostileShape(name: "www.a and closing parentheses") { "www.a" + String(repeating: ")", count: $0) },
    HostileShape(name: "www.a and entities") { "www.a" + String(repeating: "&a;", count: $0 / 3) },
    HostileShape(name: "emphasis inside itself") {
      String(repeating: "*a ", count: $0 / 6) + String(repeating: " a*", count: $0 / 6)
    },
    HostileShape(name: "strong inside itself") {
      String(repeating: "**a ", count: $0 / 8) + String(repeating: " a**", count: $0 / 8)
    },
    HostileShape(name: "brackets inside each other") {
      String(repeating: "[", count: $0 / 2) + "a" + String(repeating: "]", count: $0 / 2)
    },
    HostileShape(name: "images inside each other") {
      String(repeating: "![", count: $0 / 5) + String(repeating: "]()", count: $0 / 5)
    },
    HostileShape(name: "parentheses of a destination") { "[a](" + String(repeating: "(", count: $0) },
    HostileShape(name: "backticks of growing number", make: growing { String(repeating: "`", count: $0) + " e " }),
    HostileShape(name: "fences of growing length", make: growing { String(repeating: "`", count: $0 + 2) + "\n" }),
    HostileShape(name: "quotes of growing depth", make: growing { String(repeating: ">", count: $0) + "a\n" }),
    HostileShape(name: "lists of growing depth", make: growing { String(repeating: "  ", count: $0) + "- a\n" }),
    HostileShape(
      name: "lists of growing depth by tabs", make: growing { String(repeating: "\t", count: $0) + "- a\n" }),
    HostileShape(name: "a deep list, then blank lines") {
      growing { String(repeating: "  ", count: $0) + "- a\n" }($0 / 2) + String(repeating: "\n", count: $0 / 2)
    },
    HostileShape(name: "lazy lines in deep quotes") {
      String(repeating: "> ", count: 50) + "a\n" + String(repeating: "b\n", count: $0 / 2)
    },
    HostileShape(name: "a table of many columns") { size in
      String(repeating: "|a", count: size / 4) + "|\n" + String(repeating: "|-", count: size / 4) + "|\n"
    },
    HostileShape(name: "short rows of 10 columns", make: wide(columns: 10, row: "a\n")),
    HostileShape(name: "short rows of 100 columns", make: wide(columns: 100, row: "a\n")),
    HostileShape(name: "short rows of 500 columns", make: wide(columns: 500, row: "a\n")),
    HostileShape(name: "a rule under a long paragraph") { String(repeating: "abc\n", count: $0 / 4) + "|-|-|\n" },
    HostileShape(name: "heads that match no rule") {
      String(repeating: "x\n", count: $0 / 8) + String(repeating: "| a | b |\n| - |\n", count: $0 / 20)
    },
    HostileShape(name: "footnotes without end", make: numbered(11) { "[^\($0)]: a\n\n" }),
    HostileShape(name: "footnotes and references") { size in
      (0..<size / 24).map { "[^\($0)] " }.joined() + "\n\n" + (0..<size / 24).map { "[^\($0)]: a\n\n" }.joined()
    },
    HostileShape(name: "definitions without end", make: numbered(10) { "[\($0)]: a\n" }),
    HostileShape(name: "a long definition used often") {
      "[a]: " + String(repeating: "b", count: $0 / 2) + "\n\n" + String(repeating: "[a]", count: $0 / 6)
    },
    HostileShape(name: "a title without end") { "[a]: b '" + String(repeating: "x\n", count: $0 / 2) },
    HostileShape(name: "a tag of many attributes") { "a <a" + String(repeating: " b=c", count: $0 / 4) },
    HostileShape(name: "an address of one long name") { String(repeating: "a", count: $0) + "@b.c" },
    HostileShape(name: "text over a setext line") { String(repeating: "a\n", count: $0 / 2) + "===" },
  ]

  static let all = repeated.map { HostileShape(name: $0.debugDescription, make: again($0)) } + others
}
