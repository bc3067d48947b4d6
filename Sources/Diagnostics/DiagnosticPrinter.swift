/// The text of diagnostics as a compiler prints them, sorted, each once.
///
/// ```
/// Content/policies/lifecycle.md:42:6: error: no kfunc named 'bpf_task_aquire' [unknown-kfunc]
///     call `bpf_task_aquire()` before
///          ^
/// ```
public struct DiagnosticPrinter: Sendable {
  /// Whether severities are coloured with ANSI sequences.
  public var coloured: Bool

  /// A printer, plain unless asked otherwise.
  public init(coloured: Bool = false) { self.coloured = coloured }

  /// All of `diagnostics`, sorted, duplicates removed, one after another, each ended by a newline.
  public func text(of diagnostics: some Sequence<Diagnostic>) -> String {
    var text = ""
    for diagnostic in Set(diagnostics).sorted() { text += self.text(of: diagnostic) }
    return text
  }

  /// One diagnostic, ended by a newline.
  public func text(of diagnostic: Diagnostic) -> String {
    var text = ""
    if let location = diagnostic.location { text += "\(VisibleText.of(location.description)): " }
    text += word(diagnostic.severity) + ": "
    text += VisibleText.of(diagnostic.message) + " [\(diagnostic.code.rawValue)]\n"
    if let line = diagnostic.sourceLine { text += snippet(line, column: diagnostic.location?.column) }
    return text
  }

  private func word(_ severity: Diagnostic.Severity) -> String {
    guard coloured else { return severity.word }
    let colour =
      switch severity {
      case .note: "36"
      case .warning: "33"
      case .error: "31"
      }
    return "\u{1b}[1;\(colour)m\(severity.word)\u{1b}[0m"
  }

  private func snippet(_ line: String, column: Int?) -> String {
    let shown = VisibleText.of(line)
    var text = "    \(shown)\n"
    if let column, column >= 1 {
      // The caret stands under the shown form of what precedes it, which may be wider than its bytes.
      let before = String(decoding: line.utf8.prefix(column - 1), as: UTF8.self)
      let width = VisibleText.of(before).count
      text += String(repeating: " ", count: 4 + width) + "^\n"
    }
    return text
  }
}
