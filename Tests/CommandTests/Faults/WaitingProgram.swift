import Foundation
import TestFiles
import Testing

/// A program that stands in for another along PATH: it says who it is, and has no reason of its own to end.
struct WaitingProgram {
  private let folder: TemporaryFolder

  /// In place of `name`.
  init(insteadOf name: String) throws {
    folder = try TemporaryFolder()
    try folder.write("#!/bin/sh\necho $$ > '\(folder("number"))'\nexec sleep 600\n", to: "bin/\(name)")
    try run("chmod", "+x", folder("bin/\(name)"))
  }

  /// The environment in which it is found first.
  var environment: [String: String] {
    ["PATH": folder("bin") + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")]
  }

  private var written: pid_t? {
    pid_t(String(decoding: folder.bytes(of: "number") ?? [], as: UTF8.self).trimmingCharacters(in: .newlines))
  }

  /// Kills `program` once it has started this one, which then ends too.
  func expectToEnd(with program: RunningProgram) throws {
    #expect(FaultMoment(sign: { written != nil }, delay: 0).wait(for: program), "\(program.errors)")
    let number = try #require(written)
    #expect(kill(number, 0) == 0)
    program.kill(withGroup: false)
    #expect(program.wait() == 128 + SIGKILL)
    for _ in 0..<500 where kill(number, 0) == 0 { usleep(10_000) }
    #expect(kill(number, 0) != 0 && errno == ESRCH)
  }
}
