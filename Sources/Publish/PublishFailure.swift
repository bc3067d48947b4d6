public import Diagnostics

/// Why a publish could not run, or stopped; what it had not finished, the next one finishes.
public struct PublishFailure: Error {
  /// What is in the way.
  public let diagnostic: Diagnostic

  init(_ code: Diagnostic.Code, _ message: String, at location: SourceLocation? = nil) {
    diagnostic = Diagnostic(.error, code, message, at: location)
  }

  init(_ code: Diagnostic.Code, _ message: String, path: String) {
    self.init(code, message, at: SourceLocation(file: path))
  }
}
