internal import CProgramStart
internal import Diagnostics
internal import Foundation
internal import Glibc
internal import Synchronization

/// A program that runs for this process, in a group of its own, and is ended when this process ends, however that comes.
struct ChildProgram {
  private let identifier: pid_t

  /// Starts `words`, the first of which is looked for along the PATH of `environment`.
  ///
  /// The thread that calls this has to wait for the end: the program is bound to it.
  ///
  /// - Parameters:
  ///   - folder: Where it runs; nil for this process's folder.
  ///   - files: What it reads, and what it writes its output and errors to; all are there.
  /// - Throws: ``PublishFailure`` of code `program-failed` or of a file that cannot be opened.
  init(
    _ words: [String], environment: [String: String], folder: String?,
    files: (input: String, output: String, errors: String)
  ) throws {
    var descriptors: [Int32] = []
    defer { for descriptor in descriptors { close(descriptor) } }
    for (path, flags) in [(files.input, O_RDONLY), (files.output, O_WRONLY), (files.errors, O_WRONLY)] {
      let descriptor = open(path, flags | O_NOFOLLOW | O_CLOEXEC)
      guard descriptor >= 0 else { throw LocalFile.failure("unreadable", path) }
      descriptors.append(descriptor)
    }
    // env(1) looks along PATH, and answers 127 for a program that is not there.
    var arguments: [UnsafeMutablePointer<CChar>?] = (["env"] + words).map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for text in arguments + variables { free(text) } }
    identifier = kfuncdocs_start(
      "/usr/bin/env", &arguments, &variables, folder, descriptors[0], descriptors[1], descriptors[2])
    guard identifier > 0 else {
      throw PublishFailure("program-failed", "cannot start \(words[0]): \(String(cString: strerror(errno)))")
    }
  }

  /// Waits for the end, which comes after `seconds` at the latest: the exit status, or 128 and the number of the signal
  /// that ended it; and whether it had to be ended.
  func wait(atMost seconds: Int) -> (status: Int32, isLate: Bool) {
    // How often it was struck; nil once it was waited for, and its number may be another's.
    let strikes = Mutex<Int?>(0)
    let watch = DispatchSource.makeTimerSource()
    watch.schedule(deadline: .now() + .seconds(seconds), repeating: .seconds(5))
    watch.setEventHandler { [identifier] in
      strikes.withLock { count in
        guard let earlier = count else { return }
        count = earlier + 1
        // The whole group: ssh goes with rsync. First asked, then made to.
        kill(-identifier, earlier == 0 ? SIGTERM : SIGKILL)
      }
    }
    watch.resume()
    var status: Int32 = 0
    var information = siginfo_t()
    while waitid(P_PID, id_t(identifier), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
    watch.cancel()
    let isLate = strikes.withLock { count in
      while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
      defer { count = nil }
      return count != 0
    }
    return (status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f), isLate)
  }
}
