import Foundation
import TestFiles
import Testing

@testable import FolderWatch

/// What is heard of edits, by listening and by looking.
@Suite struct WatchingTests {
  /// How edits are heard of.
  enum Way: CaseIterable, Sendable {
    case listening, looking

    func watcher(_ roots: [String]) throws -> any ChangeWatcher {
      switch self {
      case .looking: return PollingWatcher(roots, interval: .milliseconds(25))
      case .listening:
        let watcher = try InotifyWatcher()
        _ = try watcher.watch(WatchedTree(roots).folders)
        return watcher
      }
    }
  }

  /// Counts changes from now on.
  private actor Ears {
    private(set) var heard = 0
    private var listening: Task<Void, Never>?

    init(_ changes: AsyncStream<Void>) {
      Task { await listen(changes) }
    }

    private func listen(_ changes: AsyncStream<Void>) {
      listening = Task { for await _ in changes { note() } }
    }

    private func note() { heard += 1 }

    /// Whether something is heard behind `before` within some turns. Turns, since on a busy machine all tasks may stand
    /// still for a minute, and the one that listens must have had its own.
    func hears(more before: Int) async -> Bool {
      for _ in 0..<3_000 where heard <= before { try? await Task.sleep(for: .milliseconds(10)) }
      return heard > before
    }
  }

  @Test(arguments: Way.allCases) func everyWayToSaveIsHeard(_ way: Way) async throws {
    let folder = try TemporaryFolder()
    let root = folder("Content")
    let files = FileManager.default
    try folder.write("one", to: "Content/pages/a.md")
    try folder.write("elsewhere", to: "other.md")
    try files.createSymbolicLink(atPath: root + "/pages/link.md", withDestinationPath: folder("other.md"))
    let watcher = try way.watcher([root])
    let ears = Ears(watcher.changes)
    // A look takes place before the first edit.
    try await Task.sleep(for: .milliseconds(120))
    let edits: [(String, () throws -> Void)] = [
      ("written", { try folder.write("two", to: "Content/pages/a.md") }),
      (
        "renamed over",
        {
          try folder.write("three", to: "Content/pages/.a.md.swp")
          try #require(rename(root + "/pages/.a.md.swp", root + "/pages/a.md") == 0)
        }
      ),
      ("behind a link", { try folder.write("four", to: "other.md") }),
      ("a new folder", { try files.createDirectory(atPath: root + "/kfuncs", withIntermediateDirectories: true) }),
      ("removed", { try files.removeItem(atPath: root + "/pages/a.md") }),
    ]
    for (what, edit) in edits {
      let before = await ears.heard
      try edit()
      #expect(await ears.hears(more: before), "\(what)")
      // What a burst leaves behind is told before the next edit.
      try await Task.sleep(for: .milliseconds(120))
    }
    watcher.stop()
  }

  @Test func nothingIsHeardWhileNothingHappens() async throws {
    let folder = try TemporaryFolder()
    try folder.write("one", to: "Content/pages/a.md")
    for way in Way.allCases {
      let watcher = try way.watcher([folder("Content")])
      let ears = Ears(watcher.changes)
      try await Task.sleep(for: .milliseconds(200))
      // Swap files are no content.
      try folder.write("half", to: "Content/pages/.a.md.swp")
      _ = try String(contentsOfFile: folder("Content/pages/a.md"), encoding: .utf8)
      try await Task.sleep(for: .milliseconds(150))
      // Looking sees that the folder's time is another one; that costs a build that finds nothing.
      #expect(await ears.heard <= (way == .looking ? 1 : 0))
      watcher.stop()
    }
  }

  @Test func foldersAreLookedForOnlyWhenOneMayHaveCome() async throws {
    let folder = try TemporaryFolder()
    let root = folder("Content")
    try folder.write("one", to: "Content/pages/a.md")
    let watcher = try InotifyWatcher()
    _ = try watcher.watch(WatchedTree([root]).folders)
    let ears = Ears(watcher.changes)
    func change(_ edit: () throws -> Void) async throws -> Bool {
      let before = await ears.heard
      try edit()
      #expect(await ears.hears(more: before))
      try await Task.sleep(for: .milliseconds(100))
      return watcher.takeFolderChange()
    }
    #expect(try await !change { try folder.write("two", to: "Content/pages/a.md") })
    #expect(try await !change { try folder.write("new", to: "Content/pages/b.md") })
    #expect(
      try await change {
        try FileManager.default.createDirectory(atPath: root + "/kfuncs", withIntermediateDirectories: true)
      })
    #expect(
      try await change {
        try FileManager.default.createSymbolicLink(atPath: root + "/pages/c.md", withDestinationPath: folder("x"))
      })
    #expect(try await change { try FileManager.default.removeItem(atPath: root + "/pages/c.md") })
    #expect(!watcher.takeFolderChange())
    watcher.stop()
  }
}
