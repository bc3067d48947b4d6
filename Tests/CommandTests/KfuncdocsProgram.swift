import Foundation
import TestFiles

/// The built program, run as a user runs it.
enum KfuncdocsProgram {
  /// How a run ended and what it wrote.
  struct Outcome: Sendable {
    /// The exit status; 128 and the signal's number for a run that a signal ended.
    var status: Int32
    var output: String
    var errors: String
  }

  /// The program beside the running tests.
  static let path: String = {
    let tests =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    return URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent("kfuncdocs").path
  }()

  /// Runs the program with `arguments`.
  ///
  /// - Parameters:
  ///   - wrapper: A command that runs the program, whose words follow: `["setpriv", …]`.
  ///   - seconds: After this time the program is killed, and the status is 137.
  static func run(
    _ arguments: [String], wrapper: [String] = [], killedAfter seconds: Double = 120
  ) async throws -> Outcome {
    let folder = try TemporaryFolder()
    let words = ["timeout", "-s", "KILL", String(seconds)] + wrapper + [path] + arguments
    // Files, not pipes: nothing to drain while the program runs.
    let process = try ChildProcess(words, output: folder("output"), errors: folder("errors"))
    let status = await withCheckedContinuation { continuation in
      // A thread of its own: waiting must not take one of the few that run tests.
      Thread.detachNewThread { continuation.resume(returning: process.wait()) }
    }
    func text(_ name: String) -> String { String(decoding: folder.bytes(of: name) ?? [], as: UTF8.self) }
    return Outcome(status: status, output: text("output"), errors: text("errors"))
  }
}
