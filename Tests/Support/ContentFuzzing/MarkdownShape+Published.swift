extension MarkdownShape {
  /// The forms for which cmark and cmark-gfm were found to take more than linear time, as their regression tests, security
  /// advisories (CVE-2022-39209, CVE-2023-22483, -22486, -24824, -26485, -37463) and fuzzers tell of them; the texts are
  /// our own.
  public static let published: [MarkdownShape] = [
    MarkdownShape(name: "strong emphasis inside emphasis") {
      again("*a **a ")($0 / 2) + "b" + again(" a** a*")($0 / 2)
    },
    MarkdownShape(name: "ends of emphasis without beginnings", make: again("a_ ")),
    MarkdownShape(name: "beginnings of emphasis without ends", make: again("_a ")),
    MarkdownShape(name: "ends of emphasis of another kind", make: again("*a_ ")),
    MarkdownShape(name: "beginnings, then ends that cannot be theirs") {
      again("*a ")($0 / 2) + again("_a*_ ")($0 / 2)
    },
    MarkdownShape(name: "runs whose lengths add to multiples of three") { "a**b" + again("c* ")($0) },
    MarkdownShape(name: "ends of links without beginnings", make: again("a]")),
    MarkdownShape(name: "beginnings of links without ends", make: again("[a")),
    MarkdownShape(name: "beginnings of links, ends of emphasis", make: again("[ a_")),
    MarkdownShape(name: "brackets with parentheses between them", make: again("[ (](")),
    MarkdownShape(name: "images of empty links", make: again("![[]()")),
    MarkdownShape(name: "brackets inside brackets") {
      again("[")($0 / 2) + "a" + again("]")($0 / 2)
    },
    MarkdownShape(name: "emphasis around links with emphasis", make: again("**x [a*b**c*](d)")),
    MarkdownShape(name: "destinations in angles without end", make: again("[a](<b")),
    MarkdownShape(name: "destinations without end", make: again("[a](b")),
    MarkdownShape(name: "quotes inside quotes") { again("> ")($0) + "a" },
    MarkdownShape(name: "lists inside lists", make: growing { String(repeating: "  ", count: $0) + "* a\n" }),
    MarkdownShape(name: "empty lines under deep lists") {
      again("- ")($0 / 2) + "x" + again("\n")($0 / 2)
    },
    MarkdownShape(name: "empty lines under deep lists in a quote") {
      "> " + again("- ")($0 / 2) + "x\n" + again(">\n")($0 / 2)
    },
    MarkdownShape(name: "emphasis in deep quotes") { again(">")($0 / 2) + again("a*")($0 / 2) },
    MarkdownShape(name: "NUL bytes", make: again("abc\u{0}de\u{0}")),
    MarkdownShape(name: "code spans of ever more backticks", make: growing { "e" + String(repeating: "`", count: $0) }),
    MarkdownShape(name: "comments without end") { "</" + again("<!--")($0) },
    MarkdownShape(name: "instructions and declarations without end") {
      again("a <? ")($0 / 3) + again("a <!A ")($0 / 3) + again("a <![CDATA[ ")($0 / 3)
    },
    MarkdownShape(name: "a definition used again and again") {
      "[a]: /" + again("b")($0 / 2) + "\n\n" + again("[a] ")($0 / 2)
    },
    MarkdownShape(name: "definitions and uses") { size in
      (0..<size / 20).map { "[\($0)]: /u\n" }.joined() + "\n" + (0..<size / 20).map { "[\($0)] " }.joined()
    },
    MarkdownShape(name: "definitions whose names have one hash") { size in
      let names = oneHash(size / 22)
      return names.map { "[\($0)]: /u\n" }.joined() + "\n" + names.map { "[\($0)] " }.joined()
    },
    MarkdownShape(name: "definitions whose names begin alike") { size in
      let name = again("a")(900)
      return (0..<size / 1_850).map { "[\(name)\($0)]: /u\n\n[\(name)-\($0)]\n\n" }.joined()
    },
    MarkdownShape(name: "a table whose rows lack nearly all cells", make: wide(columns: 300, row: "a\n")),
    MarkdownShape(name: "rules of tables under one paragraph") {
      again("x\n")($0 / 8) + again("| a | b |\n| - |\n")($0 * 7 / 8)
    },
    MarkdownShape(name: "an address with closing parentheses") { "www.a" + again(")")($0) },
    MarkdownShape(name: "addresses of underscores", make: again("www._")),
    MarkdownShape(name: "names of mail addresses without end", make: again("a.@")),
    MarkdownShape(name: "footnotes inside footnotes", make: numbered(14) { "[^\($0)]:[^\($0 + 1)]\n\n" }),
    MarkdownShape(name: "strikes without ends", make: again("~~a ~")),
    MarkdownShape(name: "strong emphasis that ends and begins at once", make: again("a***")),
    MarkdownShape(name: "emphasis of two kinds in turns", make: again("*_")),
    MarkdownShape(name: "many links", make: again("[t](/u) ")),
    MarkdownShape(
      name: "definitions, and one that is not there",
      make: { size in
        (0..<size / 20).map { "[\($0)]: u\n" }.joined() + again("[x] ")(size / 2)
      }),
    MarkdownShape(name: "brackets inside brackets over a definition") {
      again("[")($0 / 2) + again("]")($0 / 2) + "\n\n[a]: /b"
    },
    MarkdownShape(name: "tables in lines that end in two ways", make: again("aaa\rbbb\n-\u{b}\n")),
    MarkdownShape(name: "empty tags", make: again("<>")),
    MarkdownShape(name: "instructions in one word") { "x" + again("<?")($0) },
    MarkdownShape(name: "literal text in one word") { "x" + again("<![CDATA[")($0) },
    MarkdownShape(name: "backticks and escapes", make: again("\\``")),
    MarkdownShape(name: "backslashes in a link") { "[" + again("\\")($0) },
    MarkdownShape(name: "ends and beginnings of links in lines", make: again("]([\n")),
    MarkdownShape(name: "titles without end", make: again("[]( \"")),
    MarkdownShape(name: "a line that is nearly a rule") { again("* ")($0) + "a" },
    MarkdownShape(name: "angles, then addresses") { again("<")($0 * 4 / 7) + again(":/")($0 * 3 / 7) },
    MarkdownShape(name: "tildes", make: again("~")),
    MarkdownShape(name: "notes without end", make: again("[^")),
    MarkdownShape(name: "whitespace in deep lists") { again("- ")(90) + "a\n" + again(" ")($0) + "b" },
    MarkdownShape(name: "entities without end", make: again("&a")),
  ]

  /// So many names that fall into the first of sixteen places of the table that older cmarks kept definitions in.
  private static func oneHash(_ count: Int) -> [String] {
    var names: [String] = []
    var number = 0
    while names.count < count {
      let name = "x\(number)"
      var hash: UInt32 = 0
      for byte in name.utf8 { hash = UInt32(byte) &+ (hash << 6) &+ (hash << 16) &- hash }
      if hash % 16 == 0 { names.append(name) }
      number += 1
    }
    return names
  }
}
