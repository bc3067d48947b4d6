import Foundation
import Glibc
import TestFiles

/// A program that runs in a group of its own, to be killed with or without the programs that it started.
struct RunningProgram {
  private let process: ChildProcess
  private let folder: TemporaryFolder

  /// Starts `words`, the first of which is looked for along PATH, with this process's environment and `environment`.
  init(_ words: [String], environment: [String: String] = [:]) throws {
    folder = try TemporaryFolder()
    process = try ChildProcess(
      words, environment: ProcessInfo.processInfo.environment.merging(environment) { $1 }, errors: folder("errors"),
      hasGroup: true)
  }

  /// Its number.
  var identifier: pid_t { process.identifier }

  /// What it wrote to standard error so far.
  var errors: String { String(decoding: folder.bytes(of: "errors") ?? [], as: UTF8.self) }

  /// Kills it, with all of its group or alone.
  func kill(withGroup: Bool) { if withGroup { process.killGroup() } else { process.kill() } }

  /// Sends it a signal.
  func signal(_ number: Int32) { _ = Glibc.kill(identifier, number) }

  /// Waits for its end: its exit status, or 128 and the number of the signal that ended it.
  @discardableResult
  func wait() -> Int32 { process.wait() }

  /// Whether it runs still.
  var isRunning: Bool { !process.hasEnded }
}

/// When a fault strikes.
struct FaultMoment {
  /// What is waited for first, at most as long as the program runs; nil for its start.
  var sign: (() -> Bool)?
  /// Microseconds after that.
  var delay: Int

  /// Waits for the moment; false where `program` ended before it.
  func wait(for program: RunningProgram) -> Bool {
    if let sign {
      while !sign() {
        guard program.isRunning else { return false }
        usleep(100)
      }
    }
    usleep(UInt32(delay))
    return program.isRunning
  }
}
