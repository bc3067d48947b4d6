import ArgumentParser

/// What the program's exit codes mean; 64 for wrong usage comes from the argument parser.
enum ExitStatus {
  /// The input has errors, all of them reported.
  static let foundErrors = ExitCode(1)
  /// The command could not run, and left everything as it was.
  static let couldNotRun = ExitCode(2)
}
