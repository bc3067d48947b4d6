import Diagnostics
import Foundation

/// SOURCE_DATE_EPOCH, the one clock of a site: seconds since 1970 in decimal digits
/// (https://reproducible-builds.org/specs/source-date-epoch/).
enum SourceDateEpoch {
  /// The last second of the year 9999, beyond which no date of four digits is.
  private static let last = 253_402_300_799

  /// Its value; nil where it is not set, or empty.
  ///
  /// - Throws: ``ExitStatus/couldNotRun``, after saying so, for any other value: a build that passed over it would take
  ///   another clock without a word.
  static func value() throws -> String? {
    guard let text = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"], !text.isEmpty else { return nil }
    let isNumber = text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    if isNumber, let seconds = Int(text), seconds <= last { return text }
    StandardError.report([
      Diagnostic(
        .error, "wrong-epoch", "SOURCE_DATE_EPOCH must be a number of seconds since 1970, not '\(text.prefix(40))'")
    ])
    throw ExitStatus.couldNotRun
  }
}
