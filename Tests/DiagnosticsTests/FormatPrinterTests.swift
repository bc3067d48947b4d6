import Diagnostics
import Foundation
import Testing

@Suite struct FormatPrinterTests {
  private let found = Diagnostic(
    .error, "unknown-kfunc", "no kfunc named 'x'", at: SourceLocation(file: "Content/a.md", line: 4, column: 6))

  @Test func writesWorkflowCommands() {
    let warning = Diagnostic(.warning, "stale-fact", "old", at: SourceLocation(file: "b.md"))
    let note = Diagnostic(.note, "release-to-come", "soon")
    #expect(
      GitHubAnnotationPrinter().text(of: [warning, found, note, found]) == """
        ::notice title=release-to-come::soon
        ::error file=Content/a.md,line=4,col=6,title=unknown-kfunc::no kfunc named 'x'
        ::warning file=b.md,title=stale-fact::old

        """)
  }

  @Test func escapesWhatWouldBeginACommandOfItsOwn() {
    let hostile = Diagnostic(
      .error, "x", "100% of\r\n::error::it, too: \u{1b}[2J", at: SourceLocation(file: "a,b:c\n%.md", line: 1))
    #expect(
      GitHubAnnotationPrinter().text(of: [hostile])
        == "::error file=a%2Cb%3Ac%0A%25.md,line=1,title=x::100%25 of%0D%0A::error::it, too: \\u{1b}[2J\n")
  }

  @Test func writesJSONThatReadsBack() throws {
    let hostile = Diagnostic(
      .warning, "x", "a \"quote\" \\ \u{7} \u{202e} \u{e0001}\n\té", at: SourceLocation(file: "a\"b.md"))
    let text = DiagnosticJSONPrinter().text(of: [hostile, found, found])
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
    let list = try #require((value as? [String: Any])?["diagnostics"] as? [[String: Any]])
    #expect(list.count == 2)
    #expect(list[0]["file"] as? String == "Content/a.md")
    #expect(list[0]["line"] as? Int == 4)
    #expect(list[0]["column"] as? Int == 6)
    #expect(list[0]["severity"] as? String == "error")
    #expect(list[1]["message"] as? String == hostile.message)
    #expect(list[1]["line"] == nil)
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || !VisibleText.isInvisible($0) })
  }

  @Test func writesAnEmptyListOfNothing() {
    #expect(DiagnosticJSONPrinter().text(of: []) == "{\"diagnostics\": []}\n")
    #expect(GitHubAnnotationPrinter().text(of: []) == "")
  }
}
