import Foundation
import TestFiles
import Testing

@testable import FolderWatch

/// What is heard of edits, by listening and by looking.
@Suite struct WatchingTests {
  /// How edits are heard of.
  enum Way: CaseIterable, Sendable {
    case listening, looking

    /// Begins to watch `roots`: the changes, and what ends them.
    func watch(_ roots: [String]) throws -> (changes: AsyncStream<Void>, stop: () -> Void) {
      let bursts = ChangeBursts()
      switch self {
      case .looking:
        let watcher = PollingWatcher(roots, telling: bursts, interval: .milliseconds(25))
        return (bursts.stream, { watcher.stop() })
      case .listening:
        let watcher = try InotifyWatcher(telling: bursts)
        _ = try watcher.watch(WatchedTree(roots).folders)
        return (bursts.stream, { watcher.stop() })
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
    let (changes, stop) = try way.watch([root])
    let ears = Ears(changes)
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
    stop()
  }

  @Test func nothingIsHeardWhileNothingHappens() async throws {
    let folder = try TemporaryFolder()
    try folder.write("one", to: "Content/pages/a.md")
    for way in Way.allCases {
      let (changes, stop) = try way.watch([folder("Content")])
      let ears = Ears(changes)
      try await Task.sleep(for: .milliseconds(200))
      // Swap files are no content.
      try folder.write("half", to: "Content/pages/.a.md.swp")
      _ = try String(contentsOfFile: folder("Content/pages/a.md"), encoding: .utf8)
      try await Task.sleep(for: .milliseconds(150))
      // Looking sees that the folder's time is another one; that costs a build that finds nothing.
      #expect(await ears.heard <= (way == .looking ? 1 : 0))
      stop()
    }
  }

  @Test func foldersAreLookedForOnlyWhenOneMayHaveCome() async throws {
    let folder = try TemporaryFolder()
    let root = folder("Content")
    try folder.write("one", to: "Content/pages/a.md")
    let bursts = ChangeBursts()
    let watcher = try InotifyWatcher(telling: bursts)
    _ = try watcher.watch(WatchedTree([root]).folders)
    let ears = Ears(bursts.stream)
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

  /// A listener that the system gives no more folders behind the first ones, as where `max_user_watches` is reached.
  private struct FullListener: ChangeWatcher {
    func watch(_ folders: [String: WatchedTree.Names]) throws(WatchFailure) -> Bool {
      if folders.keys.contains(where: { $0.hasSuffix("/kfuncs") }) { throw WatchFailure(reason: "no space") }
      return false
    }
    func takeFolderChange() -> Bool { true }
    func stop() {}
  }

  @Test func whatCanNoLongerBeListenedToIsLookedAt() async throws {
    let folder = try TemporaryFolder()
    try folder.write("one", to: "Content/pages/a.md")
    let watch = SiteWatch([folder("Content")]) { _ in FullListener() }
    #expect(watch.shortcoming == nil)
    let ears = Ears(watch.changes)
    try watch.refresh()
    try folder.write("one", to: "Content/kfuncs/b.md")
    let failure = #expect(throws: WatchFailure.self) { try watch.refresh() }
    #expect(failure?.reason == "no space")
    // Told once; the files are looked at from now on.
    try watch.refresh()
    let before = await ears.heard
    try folder.write("other", to: "Content/kfuncs/b.md")
    #expect(await ears.hears(more: before))
    watch.stop()
  }

  @Test func whereNothingCanBeListenedToAllIsLookedAt() async throws {
    let folder = try TemporaryFolder()
    try folder.write("one", to: "Content/pages/a.md")
    let watch = SiteWatch([folder("Content")]) { (_) throws(WatchFailure) in throw WatchFailure(reason: "none") }
    #expect(watch.shortcoming == "none")
    let ears = Ears(watch.changes)
    // What comes right behind the beginning is heard: a build reads after it.
    try folder.write("another", to: "Content/pages/a.md")
    #expect(await ears.hears(more: 0))
    watch.stop()
  }

  /// From the beginning, with the listener that the system has: its end must not be that of the changes.
  @Test func ofTooManyFoldersAllAreLookedAt() async throws {
    let folder = try TemporaryFolder()
    for name in ["a", "b", "c"] { try folder.write("one", to: "Content/\(name)/a.md") }
    let watch = SiteWatch([folder("Content")], mostFolders: 3)
    #expect(watch.shortcoming == "there are more than 3 folders")
    // What listened has ended, and whoever waits has not been told of an end.
    try await Task.sleep(for: .milliseconds(100))
    let ears = Ears(watch.changes)
    for name in ["a", "b", "c"] {
      let before = await ears.heard
      try folder.write("another", to: "Content/\(name)/a.md")
      #expect(await ears.hears(more: before), "\(name)")
    }
    watch.stop()
  }

  @Test func whenFoldersBecomeTooManyAllAreLookedAt() async throws {
    let folder = try TemporaryFolder()
    for name in ["a", "b"] { try folder.write("one", to: "Content/\(name)/a.md") }
    let watch = SiteWatch([folder("Content")], mostFolders: 3)
    #expect(watch.shortcoming == nil)
    let ears = Ears(watch.changes)
    try folder.write("one", to: "Content/c/a.md")
    #expect(await ears.hears(more: 0))
    let failure = #expect(throws: WatchFailure.self) { try watch.refresh() }
    #expect(failure?.reason == "there are more than 3 folders")
    // Told once.
    try folder.write("one", to: "Content/d/a.md")
    try await Task.sleep(for: .milliseconds(100))
    try watch.refresh()
    for name in ["a", "c", "d"] {
      // What was made meanwhile is told before the next edit.
      try await Task.sleep(for: .milliseconds(700))
      let before = await ears.heard
      try folder.write("another", to: "Content/\(name)/a.md")
      #expect(await ears.hears(more: before), "\(name)")
    }
    watch.stop()
  }

  /// No build reads what links out of the roots lead to, but for a folder of assets that is one: one to the whole disk must
  /// not have all of it looked at, nor keep what lies in the roots from being heard.
  @Test func whatLinksLeadToIsLookedIntoLastAndWithinBounds() throws {
    let folder = try TemporaryFolder()
    for number in 1...9 { try folder.write("one", to: "disk/\(number)/deep/a.md") }
    for name in ["b", "c"] { try folder.write("one", to: "Content/\(name)/a.md") }
    try FileManager.default.createSymbolicLink(atPath: folder("Content/a"), withDestinationPath: folder("disk"))
    let tree = WatchedTree([folder("Content")], mostFolders: 100, mostLinked: 3)
    #expect(tree.isWhole)
    let whole = tree.folders.filter { $0.value == .all }.keys
    #expect(whole.filter { !$0.contains("/disk") }.count == 3)
    #expect(whole.contains { $0.hasSuffix("/disk") })
    #expect(whole.filter { $0.contains("/disk/") }.count == 2)
  }
}
