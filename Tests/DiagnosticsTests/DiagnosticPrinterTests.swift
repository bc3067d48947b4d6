import Testing

import Diagnostics

@Suite struct DiagnosticPrinterTests {
  @Test func printsLikeACompilerWithACaretUnderTheColumn() {
    let diagnostic = Diagnostic(
      .error, "unknown-kfunc", "no kfunc named 'bpf_task_aquire'",
      at: SourceLocation(file: "a.md", line: 42, column: 7), sourceLine: "call `bpf_task_aquire()` before")
    #expect(
      DiagnosticPrinter().text(of: diagnostic) == """
        a.md:42:7: error: no kfunc named 'bpf_task_aquire' [unknown-kfunc]
            call `bpf_task_aquire()` before
                  ^

        """)
  }

  @Test func sortsByPlaceAndPrintsEachOnce() {
    let late = Diagnostic(.warning, "x", "late", at: SourceLocation(file: "a", line: 10))
    let early = Diagnostic(.warning, "x", "early", at: SourceLocation(file: "a", line: 9))
    let text = DiagnosticPrinter().text(of: [late, early, late])
    #expect(text == "a:9: warning: early [x]\na:10: warning: late [x]\n")
  }

  @Test func showsControlAndBidirectionalCharactersInsteadOfObeyingThem() {
    let diagnostic = Diagnostic(
      .error, "x", "\u{1b}[31mred", at: SourceLocation(file: "a\u{202e}b\n.c"))
    #expect(DiagnosticPrinter().text(of: diagnostic) == "a\\u{202e}b\\u{a}.c: error: \\u{1b}[31mred [x]\n")
  }

  @Test func putsTheCaretUnderWhatATabAndAMultibyteCharacterPrecede() {
    // "é" has two bytes and one column on screen; the tab is shown as one space.
    let diagnostic = Diagnostic(
      .error, "x", "m", at: SourceLocation(file: "a", line: 1, column: 4), sourceLine: "\té!")
    #expect(DiagnosticPrinter().text(of: diagnostic).hasSuffix("     é!\n      ^\n"))
  }
}
