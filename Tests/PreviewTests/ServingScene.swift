import Foundation
import Testing

@testable import Preview

/// Runs `body` against a server of `files`, whose times and bounds `limits` may change; the server ends with it.
func serve(
  _ limits: (inout ConnectionLimits) -> Void = { _ in }, _ files: FixedFiles = .small,
  _ body: (PreviewServer, CurrentState) async throws -> Void
) async throws {
  var all = ConnectionLimits()
  // Where many tests run at once a client can wait long for its turn: only a test of a time-out may meet one.
  all.headTime = 120_000
  all.idleTime = 120_000
  all.answerTime = 120_000
  limits(&all)
  let current = CurrentState(PreviewState(files: ServedFiles(files)))
  let server = try await PreviewServer.start(port: 0, current, limits: all)
  do {
    try await body(server, current)
  } catch {
    await server.stop()
    throw error
  }
  await server.stop()
}

/// Waits until `condition` holds, for some seconds at most.
func wait(seconds: Double = 60, _ condition: () -> Bool) async throws {
  let end = Date(timeIntervalSinceNow: seconds)
  while !condition() {
    guard Date() < end else {
      Issue.record("nothing came of waiting")
      return
    }
    try await Task.sleep(for: .milliseconds(20))
  }
}
