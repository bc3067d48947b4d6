import Foundation
import TestFiles
import Testing

@testable import Publish

/// Files that a killed transfer leaves under names of its own, and nothing else, are known by these.
@Suite struct UnfinishedFileTests {
  private func isOf(_ file: UnfinishedFile, _ files: [String]) -> Bool { ![file].of(Set(files)).isEmpty }

  private static func name(_ count: Int, _ rest: String = "") -> String { String(repeating: "a", count: count) + rest }

  /// From the shortest to the longest that a file system takes, and what rsync does to dots and to letters that are not ASCII
  /// where it cuts.
  private static let names = [
    "a", "index.html", ".hidden.html", "ends-in-a-dot.", "ünicode.html", name(245), name(246), name(247), name(255),
    name(245, ".json"), name(246, ".json"), name(250, ".json"), name(244, "éé"), name(245, "éé"), name(246, "éé"),
    name(243, "ééé.json"), "." + name(250),
  ]

  @Test func namesThatTheRealRsyncGivesAreKnown() throws {
    for name in Self.names {
      let path = "deep/" + (try Self.leftByKilledRsync(of: name))
      let file = try #require(RsyncNames.unfinished(path), "\(path)")
      #expect(isOf(file, ["other", "deep/" + name]), "\(path)")
      #expect(!isOf(file, ["other", name, "deep/b" + name.dropFirst(), "deep/" + name.prefix(20) + "b"]), "\(path)")
    }
  }

  /// The name of what is there when rsync is killed over a file `name`.
  private static func leftByKilledRsync(of name: String) throws -> String {
    let folder = try TestFiles.TemporaryFolder()
    try folder.write([UInt8](repeating: 7, count: 1 << 20), to: "from/" + name)
    try FileManager.default.createDirectory(atPath: folder("to"), withIntermediateDirectories: true)
    // So slowly that it is not done before it is killed, whatever else the machine does.
    let rsync = try ChildProcess(
      ["rsync", "--whole-file", "--bwlimit=1", "--recursive", folder("from") + "/", folder("to") + "/"], hasGroup: true)
    defer {
      rsync.killGroup()
      rsync.wait()
    }
    // Not asynchronous: on a busy machine all tasks may stand still for a minute.
    for _ in 0..<60_000 {
      if let left = try FileManager.default.contentsOfDirectory(atPath: folder("to")).first { return left }
      usleep(1_000)
    }
    throw CommandFailure(arguments: ["rsync"], status: ETIMEDOUT)
  }

  /// As `checkPartial` of rclone 1.63 and later makes them: eight letters or digits and `.partial`, in place of as many bytes of
  /// a name of more than a hundred.
  @Test func namesOfRcloneAreKnown() throws {
    let ending = ".a1b2c3d4.partial"
    for name in ["a", "index.html", Self.name(95, ".html"), "ünicode"] {
      let file = try #require(RcloneNames.unfinished("deep/" + name + ending))
      #expect(isOf(file, ["other", "deep/" + name]))
      #expect(!isOf(file, ["other", name, "deep/b" + name]))
    }
    for (name, kept) in [
      (Self.name(96, ".html"), 101 - 17), (Self.name(250), 250 - 17), (Self.name(83, "éééééééééé"), 85),
    ] {
      let cut = String(decoding: Array(name.utf8).prefix(kept), as: UTF8.self)
      let file = try #require(RcloneNames.unfinished("deep/" + cut + ending))
      #expect(isOf(file, ["deep/" + name]), "\(cut)")
      #expect(!isOf(file, ["deep/" + name + "a", cut]), "\(cut)")
    }
    for name in ["index.html", ending, "a.partial", "a.A1b2c3d4.partial", "a.a1b2c3d.partial", "a.a1b2c3d4.partial~"] {
      #expect(RcloneNames.unfinished(name) == nil, "\(name)")
    }
  }

  @Test func claimsAreKnownWhateverFollows() throws {
    let claim = PublishClaim.prefix + "0011223344556677"
    #expect(isOf(try #require(RsyncNames.unfinished(".\(claim).x9Yz01")), []))
    #expect(isOf(try #require(RcloneNames.unfinished("\(claim).a1b2c3d4.partial")), []))
    #expect(RcloneNames.unfinished(claim) == nil && RsyncNames.unfinished(claim) == nil)
  }
}
