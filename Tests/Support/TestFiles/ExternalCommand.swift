internal import Foundation

/// A command that failed.
public struct CommandFailure: Error {
  /// The command's words.
  public var arguments: [String]
  /// Its exit status, or an error number.
  public var status: Int32

  /// A failure of `arguments` with `status`.
  public init(arguments: [String], status: Int32) {
    self.arguments = arguments
    self.status = status
  }
}

/// Runs a program and gives its output; for tests that compare with other tools.
@discardableResult
public func run(_ arguments: String..., in folder: String? = nil) throws -> String {
  let files = try TemporaryFolder()
  let process = try ChildProcess(
    arguments, in: folder,
    environment: [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "LC_ALL": "C",
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null",
      "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "A",
      "GIT_COMMITTER_EMAIL": "a@example.org",
    ], output: files("output"))
  let status = process.wait()
  guard status == 0 else { throw CommandFailure(arguments: arguments, status: status) }
  return String(decoding: files.bytes(of: "output") ?? [], as: UTF8.self).trimmingCharacters(in: .newlines)
}
