import Diagnostics
import Foundation
import Glibc
import KernelSources
import Testing
import TestFiles

@Suite struct HostileTreeTests {
  private let everything = SourceSelection(always: { _ in true }, examine: { _ in false }, words: [])

  @Test func linksOutOfTheTreeAreNotRead() throws {
    let folder = try TemporaryFolder()
    try folder.write("secret", to: "outside/secret.c")
    try folder.write("x", to: "tree/a.c")
    try FileManager.default.createSymbolicLink(
      atPath: folder("tree/file.c"), withDestinationPath: folder("outside/secret.c"))
    try FileManager.default.createSymbolicLink(
      atPath: folder("tree/folder"), withDestinationPath: folder("outside"))
    try FileManager.default.createSymbolicLink(atPath: folder("tree/loop"), withDestinationPath: ".")
    let selected = try TreeSource(path: folder("tree")).select(everything)
    #expect(selected.files == [SourceFile(path: "a.c", bytes: Array("x".utf8))])
    #expect(selected.diagnostics.map { $0.location?.file } == ["file.c", "folder", "loop"])
    #expect(selected.diagnostics.allSatisfy { $0.code == "link-not-read" })
    // A link that nobody asked for is not worth a word.
    let few = SourceSelection(always: { $0 == "a.c" }, examine: { _ in false }, words: [])
    #expect(try TreeSource(path: folder("tree")).select(few).diagnostics.isEmpty)
  }

  @Test(.timeLimit(.minutes(10))) func pipesAndSocketsDoNotHang() throws {
    let folder = try TemporaryFolder()
    try folder.write("x", to: "a.c")
    try #require(mkfifo(folder("pipe.c"), 0o600) == 0)
    let selected = try TreeSource(path: folder.path).select(everything)
    #expect(selected.files.map(\.path) == ["a.c"])
    #expect(selected.diagnostics.map(\.code.rawValue) == ["not-a-regular-file"])
    #expect(selected.diagnostics.first?.location?.file == "pipe.c")
    let error = #expect(throws: Diagnostic.self) { try openKernelSource(path: folder("pipe.c")) }
    #expect(error?.code == "not-an-archive")
  }

  /// `/proc/thread-self/mem` is a regular file whose first byte cannot be read, even by root.
  @Test func anUnreadableFileIsNamedAndTheRestIsRead() throws {
    let selection = SourceSelection(
      always: { $0 == "mem" || $0 == "comm" }, examine: { _ in false }, words: [])
    let selected = try TreeSource(path: "/proc/thread-self", threads: 1).select(selection)
    #expect(selected.files.map(\.path) == ["comm"])
    let error = try #require(selected.diagnostics.first { $0.location?.file == "mem" })
    #expect(error.severity == .error)
    #expect(error.message.contains("Input/output error"))
  }

  /// A chain of folders longer than any path that the system takes.
  @Test func foldersDeeperThanAPathCanBeAreReportedNotFollowed() throws {
    let folder = try TemporaryFolder()
    try folder.write("x", to: "a.c")
    let name = String(repeating: "d", count: 250)
    var current = open(folder.path, O_RDONLY | O_DIRECTORY)
    for _ in 0..<20 {
      try #require(mkdirat(current, name, 0o700) == 0)
      let next = openat(current, name, O_RDONLY | O_DIRECTORY)
      close(current)
      current = next
    }
    close(current)
    defer { _ = try? run("rm", "-rf", name, in: folder.path) }
    let selected = try TreeSource(path: folder.path).select(everything)
    #expect(selected.files.map(\.path) == ["a.c"])
    #expect(selected.diagnostics.map(\.code.rawValue) == ["unreadable-folder"])
    #expect(selected.diagnostics.first?.message.contains("File name too long") == true)
  }

  @Test func limitsHold() throws {
    let folder = try TemporaryFolder()
    for number in 0..<8 { try folder.write(String(repeating: "x", count: 100), to: "d\(number % 3)/\(number).c") }
    // A sparse file of a terabyte costs nothing to make.
    try folder.write("", to: "huge.c")
    try #require(truncate(folder("huge.c"), 1 << 40) == 0)
    let selected = try TreeSource(path: folder.path).select(everything)
    #expect(selected.files.count == 8)
    #expect(selected.diagnostics.map(\.code.rawValue) == ["file-too-large"])
    func code(_ change: (inout SourceLimits) -> Void) -> Diagnostic.Code? {
      var limits = SourceLimits()
      change(&limits)
      return #expect(throws: Diagnostic.self) {
        try TreeSource(path: folder.path, limits: limits).select(everything)
      }?.code
    }
    #expect(code { $0.entries = 11 } == "too-many-entries")
    #expect(code { $0.keptBytes = 799 } == "source-too-large")
    // Eight files, one huge one and three folders; 800 bytes: exactly at the limits all is well.
    var limits = SourceLimits()
    limits.entries = 12
    limits.keptBytes = 800
    #expect(try TreeSource(path: folder.path, limits: limits).select(everything).files.count == 8)
  }

  /// More entries than are handed on at once, in one folder.
  @Test func aFolderOfManyEntriesIsReadInPortions() throws {
    let folder = try TemporaryFolder()
    let root = open(folder.path, O_RDONLY | O_DIRECTORY)
    defer { close(root) }
    for number in 0..<9_000 { close(openat(root, "\(number).c", O_WRONLY | O_CREAT, 0o600)) }
    #expect(try TreeSource(path: folder.path).select(everything).files.count == 9_000)
    var limits = SourceLimits()
    limits.entries = 8_999
    let error = #expect(throws: Diagnostic.self) {
      try TreeSource(path: folder.path, limits: limits).select(everything)
    }
    #expect(error?.code == "too-many-entries")
  }

  @Test func whatGitKeepsForItselfIsNotRead() throws {
    let folder = try TemporaryFolder()
    try folder.write("x", to: ".git/config.c")
    try folder.write("gitdir: elsewhere", to: "module/.git")
    try folder.write("x", to: "module/a.c")
    try folder.write("x", to: ".gitignore")
    let selected = try TreeSource(path: folder.path).select(everything)
    #expect(selected.files.map(\.path) == [".gitignore", "module/a.c"])
  }

  @Test func namesThatAreNotUTF8AreNamedNotRead() throws {
    let folder = try TemporaryFolder()
    try folder.write("x", to: "a.c")
    let name: [CChar] = [0x62, -1, 0x2e, 0x63, 0]
    let root = open(folder.path, O_RDONLY | O_DIRECTORY)
    defer { close(root) }
    let file = openat(root, name, O_WRONLY | O_CREAT, 0o600)
    try #require(file >= 0)
    close(file)
    defer { unlinkat(root, name, 0) }
    let selected = try TreeSource(path: folder.path).select(everything)
    #expect(selected.files.map(\.path) == ["a.c"])
    #expect(selected.diagnostics.map(\.code.rawValue) == ["path-not-utf8"])
  }

  @Test func theNumberOfThreadsChangesNothing() throws {
    let folder = try TemporaryFolder()
    for number in 0..<200 {
      try folder.write(number % 3 == 0 ? "the word" : "none", to: "d\(number % 7)/e\(number % 11)/\(number).c")
      if number % 5 == 0 {
        try FileManager.default.createSymbolicLink(
          atPath: folder("d\(number % 7)/e\(number % 11)/l\(number).c"), withDestinationPath: "x")
      }
    }
    let selection = SourceSelection(always: { _ in false }, examine: { $0.hasSuffix(".c") }, words: ["word"])
    var limits = SourceLimits()
    limits.diagnostics = 10  // of 40: which ten must not depend on the threads either
    let one = try TreeSource(path: folder.path, limits: limits, threads: 1).select(selection)
    #expect(one.files.count == 67)
    #expect(one.diagnostics.count == 11)
    #expect(one.diagnostics.last?.message == "30 more of this kind")
    for threads in [2, 3, 8] {
      let more = try TreeSource(path: folder.path, limits: limits, threads: threads).select(selection)
      #expect(more.files == one.files)
      #expect(more.identity == one.identity)
      #expect(more.diagnostics == one.diagnostics)
    }
  }

  @Test func progressOnlyGrowsAndEndsWithEveryEntry() throws {
    let folder = try TemporaryFolder()
    for number in 0..<30 { try folder.write("x", to: "d\(number % 4)/\(number).c") }
    let seen = Seen()
    _ = try TreeSource(path: folder.path).select(everything) { seen.add($0.done) }
    #expect(seen.numbers == seen.numbers.sorted())
    #expect(seen.numbers.last == 34)
  }

  private final class Seen: @unchecked Sendable {
    // Guarded by the lock; a class only because the closure must write to it.
    private let lock = NSLock()
    private var all: [Int] = []
    func add(_ number: Int) { lock.withLock { all.append(number) } }
    var numbers: [Int] { lock.withLock { all } }
  }
}
