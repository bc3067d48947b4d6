internal import Diagnostics
internal import Foundation

/// A program that carries files: git, rsync, rclone, curl. Its words are an array that no shell sees, and its environment
/// holds what it needs and nothing else. It ends when this process does, however that ends: what a killed publish began
/// does not go on behind the back of the next one.
struct TransferProgram: Sendable {
  /// How a run ended.
  struct Outcome {
    /// The exit status; 128 and the signal's number for a run that a signal ended.
    var status: Int32
    /// What it wrote to standard output.
    var output: [UInt8]
    /// What it wrote to standard error, credentials covered, 64 kB at most.
    var errors: String

    /// The last line of the errors that says anything.
    var reason: String {
      errors.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.last { !$0.isEmpty }
        ?? "status \(status)"
    }
  }

  /// The program's name, looked for along PATH.
  let name: String
  /// Environment variables beyond PATH, HOME and the locale.
  let environment: [String: String]
  /// Seconds until a run is ended.
  let timeLimit: Int

  /// The program `name` with those variables of this process whose names `passes` lets through, and with `extra`.
  init(
    _ name: String, timeLimit: Int, extra: [String: String] = [:], passes: (String) -> Bool = { _ in false }
  ) {
    self.name = name
    self.timeLimit = timeLimit
    var environment: [String: String] = [:]
    for (variable, value) in ProcessInfo.processInfo.environment
    where ["PATH", "HOME", "USER", "LOGNAME", "TMPDIR", "XDG_CONFIG_HOME"].contains(variable) || passes(variable) {
      environment[variable] = value
    }
    if environment["PATH"] == nil { environment["PATH"] = "/usr/local/bin:/usr/bin:/bin" }
    environment["LC_ALL"] = "C"
    self.environment = environment.merging(extra) { $1 }
  }

  /// Runs the program in `folder`, by default this process's; `input` is its standard input.
  ///
  /// - Throws: ``PublishFailure`` when it cannot be started or takes too long; a status is the caller's to judge.
  func run(
    _ arguments: [String], input: [UInt8] = [], extra: [String: String] = [:], in folder: String? = nil
  ) throws -> Outcome {
    let files = try TemporaryFolder()
    for (file, bytes) in [("input", input), ("output", []), ("errors", [])] {
      try LocalFile.create(bytes, at: files.path + "/" + file)
    }
    // Files, not pipes: a program may write before it has read all, and nobody waits for the other.
    let child = try ChildProgram(
      [name] + arguments, environment: environment.merging(extra) { $1 }, folder: folder,
      files: (files.path + "/input", files.path + "/output", files.path + "/errors"))
    let (status, isLate) = child.wait(atMost: timeLimit)
    let outcome = Outcome(
      status: status,
      output: try LocalFile.bytes(files.path + "/output"),
      errors: Redaction(environment).covered(
        String(decoding: try LocalFile.bytes(files.path + "/errors").suffix(65_536), as: UTF8.self)))
    guard !isLate else {
      throw PublishFailure("time-limit", "\(name) was ended after \(timeLimit) seconds; see 'time-limit' in site.yml")
    }
    // env(1) answers 127 for a program that is not there.
    if outcome.status == 127 { throw PublishFailure("program-missing", "there is no program '\(name)'") }
    return outcome
  }

  /// Runs the program, which must end with status 0.
  @discardableResult
  func succeed(
    _ arguments: [String], input: [UInt8] = [], extra: [String: String] = [:], what: String
  ) throws -> [UInt8] {
    let outcome = try run(arguments, input: input, extra: extra)
    guard outcome.status == 0 else { throw failed(what, outcome) }
    return outcome.output
  }

  /// A failure to do `what`, with the program's reason.
  func failed(_ what: String, _ outcome: Outcome) -> PublishFailure {
    PublishFailure("program-failed", "\(name) could not \(what): \(outcome.reason)")
  }
}
