/// Texts that make careless Markdown parsers slow, of any size.
public struct MarkdownShape: Sendable, CustomStringConvertible {
  /// What it is: what is repeated, quoted, or words.
  public let name: String
  let make: @Sendable (_ size: Int) -> String
  /// Its name.
  public var description: String { name }

  /// A text of about `size` bytes.
  public func text(_ size: Int) -> String { make(size) }

  static func again(_ text: String) -> @Sendable (Int) -> String {
    { size in String(repeating: text, count: size / text.utf8.count) }
  }

  static func numbered(_ bytes: Int, _ line: @escaping @Sendable (Int) -> String) -> @Sendable (Int) -> String {
    { size in (0..<size / bytes).map(line).joined() }
  }

  /// Lines of growing length up to `size` bytes together.
  static func growing(_ line: @escaping @Sendable (Int) -> String) -> @Sendable (Int) -> String {
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

  static func wide(columns: Int, row: String) -> @Sendable (Int) -> String {
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

  private static let others: [MarkdownShape] = [
    MarkdownShape(name: "www.a and closing parentheses") { "www.a" + String(repeating: ")", count: $0) },
    MarkdownShape(name: "www.a and entities") { "www.a" + String(repeating: "&a;", count: $0 / 3) },
    MarkdownShape(name: "emphasis inside itself") {
      String(repeating: "*a ", count: $0 / 6) + String(repeating: " a*", count: $0 / 6)
    },
    MarkdownShape(name: "strong inside itself") {
      String(repeating: "**a ", count: $0 / 8) + String(repeating: " a**", count: $0 / 8)
    },
    MarkdownShape(name: "brackets inside each other") {
      String(repeating: "[", count: $0 / 2) + "a" + String(repeating: "]", count: $0 / 2)
    },
    MarkdownShape(name: "images inside each other") {
      String(repeating: "![", count: $0 / 5) + String(repeating: "]()", count: $0 / 5)
    },
    MarkdownShape(name: "parentheses of a destination") { "[a](" + String(repeating: "(", count: $0) },
    MarkdownShape(name: "backticks of growing number", make: growing { String(repeating: "`", count: $0) + " e " }),
    MarkdownShape(name: "fences of growing length", make: growing { String(repeating: "`", count: $0 + 2) + "\n" }),
    MarkdownShape(name: "quotes of growing depth", make: growing { String(repeating: ">", count: $0) + "a\n" }),
    MarkdownShape(name: "lists of growing depth", make: growing { String(repeating: "  ", count: $0) + "- a\n" }),
    MarkdownShape(
      name: "lists of growing depth by tabs", make: growing { String(repeating: "\t", count: $0) + "- a\n" }),
    MarkdownShape(name: "a deep list, then blank lines") {
      growing { String(repeating: "  ", count: $0) + "- a\n" }($0 / 2) + String(repeating: "\n", count: $0 / 2)
    },
    MarkdownShape(name: "lazy lines in deep quotes") {
      String(repeating: "> ", count: 50) + "a\n" + String(repeating: "b\n", count: $0 / 2)
    },
    MarkdownShape(name: "a table of many columns") { size in
      String(repeating: "|a", count: size / 4) + "|\n" + String(repeating: "|-", count: size / 4) + "|\n"
    },
    MarkdownShape(name: "short rows of 10 columns", make: wide(columns: 10, row: "a\n")),
    MarkdownShape(name: "short rows of 100 columns", make: wide(columns: 100, row: "a\n")),
    MarkdownShape(name: "short rows of 500 columns", make: wide(columns: 500, row: "a\n")),
    MarkdownShape(name: "a rule under a long paragraph") { String(repeating: "abc\n", count: $0 / 4) + "|-|-|\n" },
    MarkdownShape(name: "heads that match no rule") {
      String(repeating: "x\n", count: $0 / 8) + String(repeating: "| a | b |\n| - |\n", count: $0 / 20)
    },
    MarkdownShape(name: "footnotes without end", make: numbered(11) { "[^\($0)]: a\n\n" }),
    MarkdownShape(name: "footnotes and references") { size in
      (0..<size / 24).map { "[^\($0)] " }.joined() + "\n\n" + (0..<size / 24).map { "[^\($0)]: a\n\n" }.joined()
    },
    MarkdownShape(name: "definitions without end", make: numbered(10) { "[\($0)]: a\n" }),
    MarkdownShape(name: "a long definition used often") {
      "[a]: " + String(repeating: "b", count: $0 / 2) + "\n\n" + String(repeating: "[a]", count: $0 / 6)
    },
    MarkdownShape(name: "a title without end") { "[a]: b '" + String(repeating: "x\n", count: $0 / 2) },
    MarkdownShape(name: "a tag of many attributes") { "a <a" + String(repeating: " b=c", count: $0 / 4) },
    MarkdownShape(name: "an address of one long name") { String(repeating: "a", count: $0) + "@b.c" },
    MarkdownShape(name: "a row of more cells than its table") {
      "|a|b\n|-|-|\n|c|\nw" + String(repeating: " |", count: $0 / 2)
    },
    MarkdownShape(name: "raw HTML in one paragraph", make: again("<b>")),
    MarkdownShape(name: "names of kfuncs behind entities", make: again("&copy;|[[kfunc:a]]=")),
    MarkdownShape(name: "names of kfuncs behind escapes", make: again("\\*[[kfunc:a]]")),
    MarkdownShape(name: "addresses cut short in one word", make: again("http://a.b/c>&#42;a</code></pre>")),
    MarkdownShape(name: "text over a setext line") { String(repeating: "a\n", count: $0 / 2) + "===" },
  ]

  /// Every shape.
  public static let all =
    repeated.map { MarkdownShape(name: $0.debugDescription, make: again($0)) } + others + published
}
