internal import Diagnostics
internal import Foundation
internal import Glibc
internal import ProgramStart
internal import Synchronization

/// A program that runs for this process, in a group of its own, and is ended when this process ends, however that comes.
struct ChildProgram {
  private let program: StartedProgram

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
    do {
      // env(1) looks along PATH, and answers 127 for a program that is not there.
      program = try StartedProgram(
        "/usr/bin/env", ["env"] + words, environment: environment, folder: folder,
        descriptors: (descriptors[0], descriptors[1], descriptors[2]))
    } catch {
      throw PublishFailure("program-failed", "cannot start \(words[0]): \(String(cString: strerror(error.code)))")
    }
  }

  /// Waits for the end, which comes after `seconds` at the latest: the exit status, or 128 and the number of the signal
  /// that ended it; and whether it had to be ended.
  func wait(atMost seconds: Int) -> (status: Int32, isLate: Bool) {
    // How often it was struck; nil once it was waited for, and its number may be another's.
    let strikes = Mutex<Int?>(0)
    let watch = DispatchSource.makeTimerSource()
    watch.schedule(deadline: .now() + .seconds(seconds), repeating: .seconds(5))
    watch.setEventHandler { [program] in
      strikes.withLock { count in
        guard let earlier = count else { return }
        count = earlier + 1
        // The whole group: ssh goes with rsync. First asked, then made to.
        program.signal(earlier == 0 ? SIGTERM : SIGKILL)
      }
    }
    watch.resume()
    program.awaitEnd()
    watch.cancel()
    return strikes.withLock { count in
      defer { count = nil }
      return (program.end(), count != 0)
    }
  }
}
