import ArgumentParser
import Diagnostics

/// How `kfuncdocs check` writes what it found.
enum CheckFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case json
  case github

  /// `diagnostics`, sorted, each once.
  func text(of diagnostics: [Diagnostic], coloured: Bool) -> String {
    switch self {
    case .text: DiagnosticPrinter(coloured: coloured).text(of: diagnostics)
    case .json: DiagnosticJSONPrinter().text(of: diagnostics)
    case .github: GitHubAnnotationPrinter().text(of: diagnostics)
    }
  }
}
