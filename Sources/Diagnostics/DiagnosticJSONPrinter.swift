/// Diagnostics as JSON: one object for each, sorted, each once.
///
/// ```json
/// {"diagnostics": [
///   {"severity": "error", "code": "unknown-kfunc", "message": "no kfunc named 'x'", "file": "a.md", "line": 4, "column": 6}
/// ]}
/// ```
/// `file`, `line` and `column` are left out where nothing is known of them; lines and columns (in bytes) count from 1.
public struct DiagnosticJSONPrinter: Sendable {
  /// A printer.
  public init() {}

  /// All of `diagnostics` as one object, ended by a newline.
  public func text(of diagnostics: some Sequence<Diagnostic>) -> String {
    let lines = Set(diagnostics).sorted().map { "  " + text(of: $0) }
    return lines.isEmpty ? "{\"diagnostics\": []}\n" : "{\"diagnostics\": [\n\(lines.joined(separator: ",\n"))\n]}\n"
  }

  private func text(of diagnostic: Diagnostic) -> String {
    var fields = [
      "\"severity\": \(quoted(diagnostic.severity.word))", "\"code\": \(quoted(diagnostic.code.rawValue))",
      "\"message\": \(quoted(diagnostic.message))",
    ]
    if let location = diagnostic.location {
      fields.append("\"file\": \(quoted(location.file))")
      if let line = location.line { fields.append("\"line\": \(line)") }
      if let column = location.column { fields.append("\"column\": \(column)") }
    }
    return "{\(fields.joined(separator: ", "))}"
  }

  /// A JSON string (RFC 8259, 7): besides what must be escaped, everything that a terminal would act on.
  private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case _ where VisibleText.isInvisible(scalar):
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
