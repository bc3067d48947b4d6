import Foundation
import SeededNumbers
import TestFiles

/// Runs of the program that are killed at random moments: half of them anywhere between start and end, half once a sign
/// of writing was seen, since that is short.
struct KilledRuns {
  private var numbers: SeededNumbers
  /// How long an undisturbed run takes, in microseconds.
  private let duration: Int
  /// How long it goes on after the sign, in microseconds.
  private let writing: Int
  private let sign: () -> Bool
  private let environment: [String: String]

  /// Runs `arguments` once undisturbed to learn how long it takes.
  init(
    _ arguments: [String], environment: [String: String] = [:], numbers: SeededNumbers, sign: @escaping () -> Bool
  ) throws {
    self.numbers = numbers
    self.sign = sign
    self.environment = environment
    let clock = ContinuousClock()
    let start = clock.now
    let program = try RunningProgram([KfuncdocsProgram.path] + arguments, environment: environment)
    var seen = clock.now
    while program.isRunning, !sign() {
      usleep(100)
      seen = clock.now
    }
    let status = program.wait()
    guard status == 0 else { throw CommandFailure(arguments: [program.errors] + arguments, status: status) }
    duration = Self.microseconds(clock.now - start)
    writing = max(1_000, Self.microseconds(clock.now - seen))
  }

  /// Runs the program with `arguments` and kills it; whether it was killed before its end, and how it ended.
  mutating func run(_ arguments: [String]) throws -> (isStruck: Bool, status: Int32, moment: String) {
    let waits = numbers.oneIn(2)
    let moment = FaultMoment(sign: waits ? sign : nil, delay: numbers.below((waits ? writing : duration) * 11 / 10))
    let program = try RunningProgram([KfuncdocsProgram.path] + arguments, environment: environment)
    let isStruck = moment.wait(for: program)
    // With the programs that it started, as when the power goes, or alone.
    if isStruck { program.kill(withGroup: numbers.oneIn(2)) }
    let status = program.wait()
    return (isStruck, status, "\(waits ? "writing" : "start") + \(moment.delay) µs")
  }

  private static func microseconds(_ duration: Duration) -> Int {
    Int(duration.components.seconds) * 1_000_000 + Int(duration.components.attoseconds / 1_000_000_000_000)
  }
}
