import Foundation
import ImportFuzzing
import TestFiles

/// Starts children, watches them, and saves what they find.
struct FuzzParent {
  /// Time on the clock that a case may take before the child is killed, in seconds; far above what a case may use of
  /// a processor, which the child itself looks at.
  static let mostSeconds = 30.0

  let command: FuzzCommand
  let work: FuzzWork

  private var state: String { "\(command.findings)/state" }

  /// Runs until the time is up; answers how many cases found something.
  func run() throws -> Int {
    try FileManager.default.createDirectory(atPath: command.findings, withIntermediateDirectories: true)
    let end = Date().addingTimeInterval(command.seconds)
    let first = work.first(from: command.from)
    var next = first
    var count = 0
    while Date() < end {
      try FuzzState(number: next).write(to: state)
      let (last, finding) = try watch(child(from: next), until: end)
      guard let finding else {
        next = last
        break
      }
      count += 1
      try save(last, finding)
      next = last + 1
    }
    print("\(command.target.rawValue): \(next - first) cases, \(count) findings")
    return count
  }

  private func child(from number: Int) throws -> ChildProcess {
    let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path
    return try ChildProcess(
      [
        program, "--child", "--target", command.target.rawValue, "--seed", String(command.seed), "--from=\(number)",
        "--fixtures", command.fixtures, "--findings", command.findings, "--shapes", String(command.shapes),
      ] + (command.kernels.map { ["--kernels", $0] } ?? []) + command.programs.flatMap { ["--programs", $0] }
        + command.content.flatMap { ["--content", $0] })
  }

  /// Waits for the child's end: the case it was at and what was found, nil when its time was up.
  private func watch(_ child: ChildProcess, until end: Date) throws -> (number: Int, finding: String?) {
    var number = FuzzState.read(state)?.number ?? 0
    var since = Date()
    while !child.hasEnded {
      usleep(50_000)
      if let now = FuzzState.read(state)?.number, now != number {
        number = now
        since = Date()
      }
      let isOver = Date() > end
      guard isOver || Date().timeIntervalSince(since) > Self.mostSeconds else { continue }
      child.kill()
      child.wait()
      return (number, isOver ? nil : "hang: more than \(Int(Self.mostSeconds)) s")
    }
    let status = child.wait()
    let last = FuzzState.read(state)
    let ending = status < 128 ? "exit \(status)" : "signal \(status - 128)"
    return (last?.number ?? number, last?.finding ?? "crash: \(ending)")
  }

  private func save(_ number: Int, _ finding: String) throws {
    let shape = work.shape(number).map { " (\($0))" } ?? ""
    print("case \(number)\(shape): \(finding)")
    let folder = "\(command.findings)/\(command.target.rawValue)-seed-\(command.seed)-case-\(number)"
    for (path, bytes) in work.files(number, seed: command.seed) {
      let place = URL(fileURLWithPath: "\(folder)/\(path)")
      try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: place)
    }
    try Data("\(finding)\n".utf8).write(to: URL(fileURLWithPath: "\(folder)/FINDING"))
  }
}
