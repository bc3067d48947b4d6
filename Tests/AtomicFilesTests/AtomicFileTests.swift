import AtomicFiles
import Diagnostics
import Foundation
import Testing

@Suite struct AtomicFileTests {
  private func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "kfuncdocs-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder.path)
  }

  @Test func makesTheFoldersAboveAndSaysWhetherAnythingChanged() throws {
    try withFolder { folder in
      let path = "\(folder)/a/b/c.json"
      let changes = try ["one", "one", "two"].map { try AtomicFile.write(Array($0.utf8), to: path) }
      #expect(changes == [true, false, true])
      #expect(FileManager.default.contents(atPath: path) == Data("two".utf8))
      #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/a/b") == ["c.json"])
    }
  }

  @Test func leavesTheOldFileWholeWhenItCannotWriteAndNamesTheReason() throws {
    try withFolder { folder in
      let path = "\(folder)/c.json"
      try AtomicFile.write(Array("old".utf8), to: path)
      // A folder in the place of the partial file makes the write fail, whoever runs the test.
      try FileManager.default.createDirectory(
        atPath: "\(folder)/.c.json.\(getpid()).partial/x", withIntermediateDirectories: true)
      let error = #expect(throws: Diagnostic.self) { try AtomicFile.write(Array("new".utf8), to: path) }
      #expect(error?.code == "cannot-write")
      #expect(error?.message == "cannot write: File exists")
      #expect(error?.location?.file == path)
      #expect(FileManager.default.contents(atPath: path) == Data("old".utf8))
    }
  }

  @Test func removesWhatAKilledRunLeftAndNotWhatALivingOneWrites() throws {
    try withFolder { folder in
      // What a run writes it holds locked, whatever its number.
      let dead = "\(folder)/.c.json.2147483646.partial"
      let living = "\(folder)/.c.json.1.partial"
      for path in [dead, living] { try Data().write(to: URL(filePath: path)) }
      let descriptor = open(living, O_RDONLY)
      defer { close(descriptor) }
      try #require(flock(descriptor, LOCK_EX) == 0)
      try AtomicFile.write(Array("x".utf8), to: "\(folder)/c.json")
      #expect(!FileManager.default.fileExists(atPath: dead))
      #expect(FileManager.default.fileExists(atPath: living))
      // Also when there is nothing to write.
      try Data().write(to: URL(filePath: dead))
      #expect(try !AtomicFile.write(Array("x".utf8), to: "\(folder)/c.json"))
      #expect(!FileManager.default.fileExists(atPath: dead))
    }
  }

  @Test func aFolderIsChangedAsAWholeAndItsOldFilesAreNotWrittenInto() throws {
    try withFolder { root in
      let path = "\(root)/thread"
      for (name, text) in [("a", "old"), ("b", "kept")] {
        try AtomicFile.write(Array(text.utf8), to: "\(path)/\(name)")
      }
      // Another name of the old file, as the copy has it.
      try FileManager.default.linkItem(atPath: "\(path)/a", toPath: "\(root)/linked")
      let folder = try AtomicFolder(path)
      for (name, text) in [("a", "new"), ("c", "more")] { try folder.write(Array(text.utf8), to: name) }
      #expect(FileManager.default.contents(atPath: "\(path)/a") == Data("old".utf8))
      try folder.commit()
      let files = try ["a", "b", "c"].map {
        String(decoding: try #require(FileManager.default.contents(atPath: "\(path)/\($0)")), as: UTF8.self)
      }
      #expect(files == ["new", "kept", "more"])
      #expect(FileManager.default.contents(atPath: "\(root)/linked") == Data("old".utf8))
      #expect(try FileManager.default.contentsOfDirectory(atPath: root).sorted() == ["linked", "thread"])
      #expect(try FileManager.default.contentsOfDirectory(atPath: path).sorted() == ["a", "b", "c"])
    }
  }
}
