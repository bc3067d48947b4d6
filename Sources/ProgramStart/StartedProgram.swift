internal import CProgramStart
internal import Glibc

/// A program that works for this process, in a process group of its own, and ends when this process ends, however that
/// comes: what was killed does not go on through what it had started.
public struct StartedProgram: Sendable {
  /// The number of the process, which is that of its group too.
  public let identifier: Int32

  /// Why a program could not be started.
  public struct Failure: Error {
    /// The system's number of the reason (errno(3)).
    public let code: Int32
  }

  /// Starts the file `program`.
  ///
  /// The thread that calls this has to wait for the end: the program is bound to it. A file that cannot be run ends with
  /// status 127, as env(1) and the shells have it.
  ///
  /// - Parameters:
  ///   - words: What it is called and its arguments.
  ///   - environment: All of its environment.
  ///   - folder: Where it runs; nil for this process's folder.
  ///   - descriptors: What it reads, and what it writes its output and errors to; it gets no others.
  public init(
    _ program: String, _ words: [String], environment: [String: String], folder: String? = nil,
    descriptors: (input: Int32, output: Int32, errors: Int32)
  ) throws(Failure) {
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for text in arguments + variables { free(text) } }
    identifier = kfuncdocs_start(
      program, &arguments, &variables, folder, descriptors.input, descriptors.output, descriptors.errors)
    guard identifier > 0 else { throw Failure(code: errno) }
  }

  /// Sends a signal to it and to all that it started. Not after ``end()``: the number may be another's by then.
  public func signal(_ number: Int32) { kill(-identifier, number) }

  /// Waits until it has ended, and leaves its number its own.
  public func awaitEnd() {
    var information = siginfo_t()
    while waitid(P_PID, id_t(identifier), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
  }

  /// Waits for the end: the exit status, or 128 and the number of the signal that ended it. To be called once.
  public func end() -> Int32 {
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
    return status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f)
  }
}
