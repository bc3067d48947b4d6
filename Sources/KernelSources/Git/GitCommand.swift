internal import Diagnostics
internal import Foundation
internal import Glibc
internal import ProgramStart

/// A git command over someone else's repository, run so that the repository's own configuration starts nothing.
///
/// The folder is given with `--git-dir`: git then looks for no other above it, and does not refuse one that another
/// user owns (its guard against configuration that runs programs, `safe.directory`). That guard is not needed here:
/// only plumbing runs that reads objects and refs; no hook, file system monitor, pager, filter or transport does.
struct GitCommand {
  /// The `.git` folder or file, or a bare repository.
  let gitFolder: String
  /// How long git may say nothing before it is ended, in seconds; the first byte of a kernel's pack takes a few.
  var patience: Int32 = 120

  /// Options for every command; those on the command line win over the repository's configuration.
  private static let options = [
    "--no-pager", "--literal-pathspecs", "--no-replace-objects", "--no-optional-locks",
    "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "protocol.allow=never",
    "-c", "core.quotePath=false",
  ]

  /// The whole environment of every command: nothing is inherited but where programs are found.
  private static var environment: [String: String] {
    [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin",
      "LC_ALL": "C", "HOME": "/nonexistent", "XDG_CONFIG_HOME": "/nonexistent",
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_ATTR_NOSYSTEM": "1",
      "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_REPLACE_OBJECTS": "1",
      // A partial clone would fetch what is missing, through a program that its configuration names. The first says no
      // (git 2.45, Debian's 2.39.5); the second allows no transport, and the configuration cannot overrule it.
      "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none",
    ]
  }

  /// Runs git with `arguments` and gives `body` its output as it comes; `input` is its standard input.
  ///
  /// The input lies in a nameless file, not a pipe: git may write before it has read all, and nobody waits for the
  /// other. Throws when git cannot be started or fails.
  func run<Result>(
    _ arguments: [String], input: [UInt8] = [], _ body: (GitOutput) throws(Diagnostic) -> Result
  ) throws(Diagnostic) -> Result {
    let errors = try TemporaryFile(holding: [])
    let source = try TemporaryFile(holding: input)
    let output = Pipe()
    let program: StartedProgram
    do {
      // git ends with this process, also one that waits for something that never comes.
      program = try StartedProgram(
        "/usr/bin/env", ["env", "git"] + Self.options + ["--git-dir=\(gitFolder)"] + arguments,
        environment: Self.environment,
        descriptors: (
          source.handle.fileDescriptor, output.fileHandleForWriting.fileDescriptor, errors.handle.fileDescriptor
        ))
    } catch {
      throw Diagnostic(.error, "git-failed", "cannot start git: \(systemMessage(error.code))")
    }
    // The end of the output is there when git alone had held it.
    try? output.fileHandleForWriting.close()
    let result: Result
    do throws(Diagnostic) {
      result = try body(GitOutput(descriptor: output.fileHandleForReading.fileDescriptor, patience: patience))
    } catch {
      try? output.fileHandleForReading.close()
      // One that waits for a pipe to be opened may not listen to less.
      program.signal(error.code == "git-silent" ? SIGKILL : SIGTERM)
      _ = program.end()
      // What git said explains more than that its output broke off.
      if error.code == "git-failed", let message = errors.firstLine() { throw failed(arguments, message) }
      throw error
    }
    let status = program.end()
    guard status == 0 else { throw failed(arguments, errors.firstLine() ?? "status \(status)") }
    return result
  }

  private func failed(_ arguments: [String], _ message: String) -> Diagnostic {
    Diagnostic(
      .error, "git-failed", "git \(arguments.first ?? "") failed: \(message)", at: SourceLocation(file: gitFolder))
  }
}

/// A file without a name, gone when its owner goes.
private final class TemporaryFile {
  let handle: FileHandle

  /// A file that holds `bytes` and stands at its beginning.
  init(holding bytes: [UInt8]) throws(Diagnostic) {
    var template = Array((NSTemporaryDirectory() + "kfuncdocs.XXXXXX").utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw Self.failure() }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    unlink(template)
    handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress.map { $0 + done }, bytes.count - done) }
      if count < 0 {
        if errno == EINTR { continue }
        throw Self.failure()
      }
      done += count
    }
    lseek(descriptor, 0, SEEK_SET)
  }

  /// The first line, without its end; nil when there is none.
  func firstLine() -> String? {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = pread(handle.fileDescriptor, &buffer, buffer.count, 0)
    guard count > 0 else { return nil }
    let line = buffer.prefix(count).prefix { $0 != UInt8(ascii: "\n") }
    return String(decoding: line, as: UTF8.self)
  }

  private static func failure() -> Diagnostic {
    Diagnostic(
      .error, "unwritable-file", "cannot write a temporary file: \(systemMessage(errno))",
      at: SourceLocation(file: NSTemporaryDirectory()))
  }
}
