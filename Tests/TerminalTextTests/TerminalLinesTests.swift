import Testing

@testable import TerminalText

/// Lines for a terminal: their width, their styles, and what may not be in them.
@Suite struct TerminalLinesTests {
  @Test(arguments: [20, 33, 80]) func wrapsBetweenWords(_ width: Int) {
    var lines = TerminalLines(width: width, isStyled: false)
    let words = "one small kernel function that programs call when they want a task and later give it back"
    lines.paragraph(words, indent: 2, hanging: 3)
    let rows = lines.text.split(separator: "\n")
    #expect(rows.allSatisfy { $0.count <= width })
    #expect(rows.joined(separator: " ").split(separator: " ").joined(separator: " ") == words)
    #expect(rows.dropFirst().allSatisfy { $0.hasPrefix("     ") })
  }

  @Test func aWordWiderThanALineStaysWhole() {
    var lines = TerminalLines(width: 20, isStyled: false)
    let path = "kernel/a/very/long/path/that/nobody/may/break.c:123"
    lines.paragraph("see \(path) there")
    #expect(lines.text == "  see\n  \(path)\n  there\n")
  }

  /// An escape of a value is shown, never sent: CSI 2 J would clear the screen, OSC 0 would name the window.
  @Test(arguments: ["\u{1b}[2J", "\u{1b}]0;owned\u{7}", "\u{9b}31m", "a\rb", "\u{202e}abc", "\u{8}\u{8}"])
  func escapesInValuesAreShown(_ poison: String) {
    for isStyled in [false, true] {
      var lines = TerminalLines(width: 60, isStyled: isStyled)
      lines.heading("t" + poison)
      lines.paragraph("p " + poison, .faint)
      lines.entry("e" + poison, "w " + poison)
      lines.code("c" + poison)
      var text = lines.text
      for style in ["\u{1b}[1m", "\u{1b}[2m", "\u{1b}[1;36m", "\u{1b}[0m"] { text.replace(style, with: "") }
      #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || (0x7f..<0xa0).contains($0.value) })
      #expect(!text.unicodeScalars.contains("\u{202e}"))
      #expect(text.contains("\\u{"))
    }
  }

  /// CR LF is one character of a string; a CR alone is a sign that a terminal would act on.
  @Test func linesOfCodeEndAsTheirFileEndsThem() {
    var lines = TerminalLines(width: 60, isStyled: false)
    lines.code("one\r\n\r\ntwo\rthree", indent: 2)
    #expect(lines.text == "  one\n\n  two\\u{d}three\n")
  }

  @Test func stylesComeOnlyWhereTheyAreWanted() {
    var plain = TerminalLines(width: 60, isStyled: false)
    var styled = TerminalLines(width: 60, isStyled: true)
    plain.heading("Flags")
    plain.entry("KF_ACQUIRE", "counted")
    styled.heading("Flags")
    styled.entry("KF_ACQUIRE", "counted")
    #expect(!plain.text.contains("\u{1b}"))
    #expect(styled.text == "\n\u{1b}[1;36mFlags\u{1b}[0m\n  \u{1b}[1mKF_ACQUIRE\u{1b}[0m      counted\n")
    #expect(plain.text == "\nFlags\n  KF_ACQUIRE      counted\n")
  }

  /// Widths by Unicode's EastAsianWidth.txt: W counts two, a combining mark none.
  @Test func countsColumnsNotCharacters() {
    #expect(TerminalColumns.count("task") == 4)
    #expect(TerminalColumns.count("e\u{301}té") == 3)
    #expect(TerminalColumns.count("核心") == 4)
    var lines = TerminalLines(width: 20, isStyled: false)
    lines.paragraph("核心核心核心 核心核心核心", indent: 0)
    #expect(lines.text == "核心核心核心\n核心核心核心\n")
  }

  @Test func aLongTermStandsAboveItsWords() {
    var lines = TerminalLines(width: 60, isStyled: false)
    lines.entry("a_rather_long_parameter_name", "struct task_struct *")
    #expect(lines.text == "  a_rather_long_parameter_name\n      struct task_struct *\n")
  }
}
