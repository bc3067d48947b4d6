internal import Foundation
public import Glibc

/// A program that a test runs, with none of the test's descriptors but the three that every program has.
///
/// Foundation's `Process` tells that a child has ended by a socket that the child holds open. It closes, in a child, what was
/// open shortly before it was started, so of two started at the same time one may hold the other's socket; where that one is
/// a server, the other never ends for Foundation. Here the child closes all that it has, and the kernel says when it ended.
public struct ChildProcess: Sendable {
  /// The number that the system knows it by.
  public let identifier: pid_t

  /// Starts `words`, found in `PATH`, with nothing to read.
  ///
  /// - Parameters:
  ///   - words: The program and its arguments.
  ///   - folder: Where it runs; by default where the test does.
  ///   - environment: All its variables; by default those of the test.
  ///   - output: The file that it writes to, made anew.
  ///   - errors: The file of its standard error, made anew.
  ///   - hasGroup: Whether it has a process group of its own, to be killed with what it started.
  public init(
    _ words: [String], in folder: String? = nil, environment: [String: String]? = nil, output: String = "/dev/null",
    errors: String = "/dev/null", hasGroup: Bool = false
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    for (descriptor, path) in [(1, output), (2, errors)] as [(Int32, String)] {
      posix_spawn_file_actions_addopen(&actions, descriptor, path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0o644)
    }
    if let folder {
      guard let changeFolder = Self.changeFolder else { throw CommandFailure(arguments: words, status: ENOSYS) }
      _ = changeFolder(&actions, folder)
    }
    guard let closeFrom = Self.closeFrom else { throw CommandFailure(arguments: words, status: ENOSYS) }
    _ = closeFrom(&actions, 3)

    // Threads of Dispatch block signals, and a child would go on blocking them.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | (hasGroup ? POSIX_SPAWN_SETPGROUP : 0)))
    posix_spawnattr_setpgroup(&attributes, 0)

    let variables = (environment ?? ProcessInfo.processInfo.environment).map { "\($0)=\($1)" }
    var arguments = words.map { strdup($0) } + [nil]
    var environment = variables.map { strdup($0) } + [nil]
    defer { for string in arguments + environment { free(string) } }
    var identifier: pid_t = 0
    let status = posix_spawnp(&identifier, words[0], &actions, &attributes, &arguments, &environment)
    guard status == 0 else { throw CommandFailure(arguments: words, status: status) }
    self.identifier = identifier
  }

  /// `posix_spawn_file_actions_addclosefrom_np`, of glibc 2.34 and later; its header declares it for `_GNU_SOURCE` alone, which
  /// Swift's module of the C library does not define.
  private static var closeFrom: (@convention(c) (UnsafeMutablePointer<posix_spawn_file_actions_t>, Int32) -> Int32)? {
    guard let symbol = dlsym(nil, "posix_spawn_file_actions_addclosefrom_np") else { return nil }
    return unsafeBitCast(
      symbol, to: (@convention(c) (UnsafeMutablePointer<posix_spawn_file_actions_t>, Int32) -> Int32).self)
  }

  /// `posix_spawn_file_actions_addchdir_np`, of glibc 2.29 and later, in the same way.
  private static var changeFolder:
    (
      @convention(c) (UnsafeMutablePointer<posix_spawn_file_actions_t>, UnsafePointer<CChar>) -> Int32
    )?
  {
    guard let symbol = dlsym(nil, "posix_spawn_file_actions_addchdir_np") else { return nil }
    return unsafeBitCast(
      symbol,
      to: (@convention(c) (UnsafeMutablePointer<posix_spawn_file_actions_t>, UnsafePointer<CChar>) -> Int32).self)
  }

  /// Waits until the program has ended; once. Its exit status, or 128 and the signal's number.
  @discardableResult
  public func wait() -> Int32 {
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) == -1, errno == EINTR {}
    return status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + status & 0x7f
  }

  /// Whether the program has ended; ``wait()`` still has its status.
  public var hasEnded: Bool {
    var information = siginfo_t()
    let status = waitid(P_PID, id_t(identifier), &information, WEXITED | WNOHANG | WNOWAIT)
    return status != 0 || information.si_signo == SIGCHLD
  }

  /// Ends the program.
  public func kill() { send(SIGKILL) }

  /// Sends the program a signal.
  public func send(_ signal: Int32) { _ = Glibc.kill(identifier, signal) }

  /// Ends the program with all of its group.
  public func killGroup() { _ = Glibc.kill(-identifier, SIGKILL) }
}
