import Foundation
import SeededNumbers
import TestFiles
import Testing

/// A server's folder changes file by file: a publish that was stopped leaves no page without its parts, no file by half,
/// and is finished by the next.
@Suite struct RemoteFaultTests {
  /// An rsync daemon in a group of its own, ended with the value.
  private final class Daemon {
    private let program: RunningProgram
    init(_ folder: TemporaryFolder, port: Int) throws {
      let owner = getuid() == 0 ? "uid = 0\ngid = 0\n" : ""
      try FileManager.default.createDirectory(atPath: folder("stored"), withIntermediateDirectories: true)
      try folder.write(
        "port = \(port)\naddress = 127.0.0.1\nuse chroot = no\nlog file = \(folder("log"))\n\(owner)"
          + "[module]\npath = \(folder("stored"))\nread only = no\n", to: "rsyncd.conf")
      program = try RunningProgram(["rsync", "--daemon", "--no-detach", "--config=\(folder("rsyncd.conf"))"])
      for _ in 0..<600 {
        if LocalServer.connects(to: port) { break }
        usleep(10_000)
      }
    }

    func stop() {
      program.kill(withGroup: true)
      program.wait()
    }
  }

  private struct Remote {
    let publishing: PublishFaultScene
    let port: Int
    var folder: TemporaryFolder { publishing.scene.folder }
    var sites: [[String: Data]] = []

    init() async throws {
      publishing = try await PublishFaultScene("kind: directory\nfolder: unused")
      port = try LocalServer.freePort()
      try publishing.scene.settings("kind: rsync\nto: rsync://127.0.0.1:\(port)/module/site")
    }

    /// Both versions, published undisturbed; version 1 stands in the end.
    mutating func prepare() throws { sites = try publishing.bothVersions(files) }

    func files() throws -> [String: Data] { try PublishScene.files(folder("stored/site")) }

    /// In which files the server's folder differs from the site of `version`: none are named where it is whole.
    func difference(from version: Int) throws -> [String] {
      let (found, wanted) = (try files(), sites[version])
      return Set(found.keys).union(wanted.keys).sorted().compactMap { name in
        switch (found[name], wanted[name]) {
        case (_?, nil): "too much: \(name)"
        case (nil, _?): "missing: \(name)"
        case (let one, let other): one == other ? nil : "other: \(name)"
        }
      }
    }

    /// What a reader could see that is wrong: a file that is neither version's, or a page of the new version before all
    /// that is no page is there.
    func faults(from old: Int) throws -> [String] {
      let found = try files().filter { !$0.key.contains("site-manifest") }
      // rsync puts a file together under a name with a dot before it.
      let seen = found.filter { !($0.key as NSString).lastPathComponent.hasPrefix(".") }
      let (before, after) = (sites[old], sites[1 - old])
      var faults = seen.filter { $0.value != before[$0.key] && $0.value != after[$0.key] }.map { "half: \($0.key)" }
      let isNew = seen.contains { $0.key.hasSuffix(".html") && $0.value != before[$0.key] }
      if isNew {
        let parts = after.filter { !$0.key.hasSuffix(".html") && !$0.key.contains("site-manifest") }
        faults += parts.filter { seen[$0.key] != $0.value }
          .map { "missing: \($0.key)" }
      }
      return faults
    }
  }

  @Test func killedPublishToAServerIsFinishedByTheNext() async throws {
    var remote = try await Remote()
    let daemon = try Daemon(remote.folder, port: remote.port)
    defer { daemon.stop() }
    try remote.prepare()
    var figures = FaultFigures("SIGKILL during publish, rsync")
    let folder = remote.folder
    try remote.publishing.version(0)
    var runs = try KilledRuns(
      remote.publishing.arguments, environment: remote.publishing.environment, numbers: FaultRounds.numbers(8)
    ) { folder.exists("stored/site/site-manifest.pending.json") }
    var present = 0
    for round in 0..<FaultRounds.count {
      try remote.publishing.version(1 - present)
      let run = try runs.run(remote.publishing.arguments)
      if run.isStruck { figures.struck += 1 }
      let faults = try remote.faults(from: present)
      let outcome = try remote.publishing.publish()
      let difference = try remote.difference(from: 1 - present)
      let isWhole = outcome.status == 0 && difference.isEmpty && faults.isEmpty
      figures.count(
        isOld: false, isNew: isWhole,
        "round \(round): \(run.moment): \(faults.prefix(3)) \(difference.prefix(3)) \(outcome.errors)")
      present = 1 - present
    }
    figures.left = try remote.publishing.leftTemporaries()
    #expect(figures.broken == [])
    #expect(figures.left == [])
    #expect(figures.struck > 0)
    figures.report()
  }

  @Test func targetThatFailsHalfwayIsResumed() async throws {
    var remote = try await Remote()
    var daemon = try Daemon(remote.folder, port: remote.port)
    defer { daemon.stop() }
    try remote.prepare()
    var figures = FaultFigures("target fails halfway, rsync")
    var numbers = FaultRounds.numbers(9)
    var present = 1
    for round in 0..<FaultRounds.count {
      try remote.publishing.version(1 - present)
      let program = try RunningProgram(
        [KfuncdocsProgram.path] + remote.publishing.arguments, environment: remote.publishing.environment)
      let folder = remote.folder
      let sign = { folder.exists("stored/site/site-manifest.pending.json") }
      let isStruck = FaultMoment(sign: sign, delay: numbers.below(250_000)).wait(for: program)
      daemon.stop()
      let status = program.wait()
      if isStruck, status != 0 { figures.struck += 1 }
      #expect(status == 0 || status == 2 && program.errors.hasPrefix("error: "), "\(status): \(program.errors)")
      let faults = try remote.faults(from: present)
      daemon = try Daemon(remote.folder, port: remote.port)
      let outcome = try remote.publishing.publish()
      let difference = try remote.difference(from: 1 - present)
      let isWhole = outcome.status == 0 && difference.isEmpty && faults.isEmpty
      figures.count(
        isOld: false, isNew: isWhole, "round \(round): \(faults.prefix(3)) \(difference.prefix(3)) \(outcome.errors)")
      present = 1 - present
    }
    figures.left = try remote.publishing.leftTemporaries()
    #expect(figures.broken == [])
    #expect(figures.left == [])
    figures.report()
  }
}
