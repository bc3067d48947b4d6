import Diagnostics
import Foundation

/// Where everything goes that is not data.
enum StandardError {
  static var isTerminal: Bool { isatty(2) == 1 }

  /// Writes a line.
  static func say(_ line: String) { FileHandle.standardError.write(Data("kfuncdocs: \(line)\n".utf8)) }

  /// Writes diagnostics, sorted, coloured on a terminal unless NO_COLOR is set.
  static func report(_ diagnostics: [Diagnostic]) {
    let coloured = isTerminal && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
    FileHandle.standardError.write(Data(DiagnosticPrinter(coloured: coloured).text(of: diagnostics).utf8))
  }
}
