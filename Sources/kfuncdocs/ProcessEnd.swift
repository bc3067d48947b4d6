import ArgumentParser
import Foundation

/// The end of a command that was run once.
enum ProcessEnd {
  /// Ends the process with `code`, as returning or throwing it would, but without taking apart what `values` holds: the
  /// system takes it back whole. Letting go of the ten thousand kfuncs of a site, value by value, took 0.5 s of 14 s.
  static func end(_ code: ExitCode, keeping values: some Any) -> Never {
    // Text that waits in a buffer is written by `exit`.
    withExtendedLifetime(values) { exit(code.rawValue) }
  }
}
