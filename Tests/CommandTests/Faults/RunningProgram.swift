import Foundation
import Glibc
import TestFiles

/// A program that runs in a group of its own, to be killed with or without the programs that it started.
struct RunningProgram {
  let identifier: pid_t
  private let errorsPath: String
  private let folder: TemporaryFolder

  /// Starts `words`, the first of which is looked for along PATH, with this process's environment and `environment`.
  init(_ words: [String], environment: [String: String] = [:]) throws {
    folder = try TemporaryFolder()
    errorsPath = folder("errors")
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, errorsPath, O_WRONLY | O_CREAT | O_APPEND, 0o644)
    // Another child's socket that this one held would keep Foundation waiting for that one's end.
    guard let closeFrom = ChildProcess.closeFrom else { throw CommandFailure(arguments: words, status: ENOSYS) }
    _ = closeFrom(&actions, 3)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK))
    posix_spawnattr_setpgroup(&attributes, 0)
    let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }.map { "\($0)=\($1)" }
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    var settings: [UnsafeMutablePointer<CChar>?] = variables.map { strdup($0) } + [nil]
    defer { for text in arguments + settings { free(text) } }
    var started: pid_t = 0
    let status = posix_spawnp(&started, words[0], &actions, &attributes, &arguments, &settings)
    guard status == 0 else { throw CommandFailure(arguments: words, status: status) }
    identifier = started
  }

  /// What it wrote to standard error so far.
  var errors: String { String(decoding: folder.bytes(of: "errors") ?? [], as: UTF8.self) }

  /// Kills it, with all of its group or alone.
  func kill(withGroup: Bool) { _ = Glibc.kill(withGroup ? -identifier : identifier, SIGKILL) }

  /// Sends it a signal.
  func signal(_ number: Int32) { _ = Glibc.kill(identifier, number) }

  /// Waits for its end: its exit status, or 128 and the number of the signal that ended it.
  @discardableResult
  func wait() -> Int32 {
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
    return status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f)
  }

  /// Whether it runs still.
  var isRunning: Bool {
    var information = siginfo_t()
    return waitid(P_PID, id_t(identifier), &information, WEXITED | WNOHANG | WNOWAIT) == 0
      && information.si_signo == 0
  }
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
