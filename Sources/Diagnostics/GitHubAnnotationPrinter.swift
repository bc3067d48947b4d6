/// Diagnostics as workflow commands, which GitHub shows beside the lines of a pull request; sorted, each once.
///
/// ```
/// ::error file=Content/policies/lifecycle.md,line=42,col=6,title=unknown-kfunc::no kfunc named 'bpf_task_aquire'
/// ```
/// The escapes are those of actions/toolkit (`packages/core/src/command.ts`): `%`, CR and LF in messages, and `:` and `,`
/// as well in properties. Without them a message could begin a command of its own.
public struct GitHubAnnotationPrinter: Sendable {
  /// A printer.
  public init() {}

  /// All of `diagnostics`, one line for each.
  public func text(of diagnostics: some Sequence<Diagnostic>) -> String {
    Set(diagnostics).sorted().map { text(of: $0) }.joined()
  }

  private func text(of diagnostic: Diagnostic) -> String {
    var properties: [String] = []
    if let location = diagnostic.location {
      properties.append("file=\(property(location.file))")
      if let line = location.line { properties.append("line=\(line)") }
      if let column = location.column { properties.append("col=\(column)") }
    }
    properties.append("title=\(property(diagnostic.code.rawValue))")
    return "::\(command(diagnostic.severity)) \(properties.joined(separator: ","))::\(message(diagnostic.message))\n"
  }

  /// GitHub's word for a severity.
  private func command(_ severity: Diagnostic.Severity) -> String {
    switch severity {
    case .note: "notice"
    case .warning: "warning"
    case .error: "error"
    }
  }

  private func message(_ text: String) -> String { escaped(text, also: []) }

  private func property(_ text: String) -> String { escaped(text, also: [":", ","]) }

  private func escaped(_ text: String, also: Set<Unicode.Scalar>) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar == "%" || scalar == "\r" || scalar == "\n" || also.contains(scalar) {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "%" + (digits.count < 2 ? "0" : "") + digits
      } else if VisibleText.isInvisible(scalar) {
        result += VisibleText.of(String(scalar))
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
