import Foundation
import KernelSources
import Testing

/// A fixture: a tiny kernel tree and what must be read from it.
struct FixtureTree: Sendable, CustomTestStringConvertible {
  /// The name of its folder, which is the form that it proves.
  var name: String

  var testDescription: String { name }

  /// The folder of all fixtures. They are read where they lie: a copy in the test bundle would only age.
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

  /// Every fixture, by name.
  static let all: [FixtureTree] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { !$0.hasPrefix("_") && !$0.hasPrefix(".") && !$0.hasSuffix(".md") }.sorted()
      .map(FixtureTree.init)
  }()

  /// What must be read from it.
  func expectation() throws -> FixtureExpectation {
    try FixtureExpectation(json: Data(contentsOf: Self.folder.appending(path: "\(name)/expected.json")))
  }

  /// The files of its tree, by path: the base's, without those that it lacks, under its own.
  func files() throws -> [SourceFile] {
    var files = try Self.files(below: Self.folder.appending(path: "_base/tree"))
    for path in try expectation().without { files[path] = nil }
    let own = Self.folder.appending(path: "\(name)/tree")
    if FileManager.default.fileExists(atPath: own.path) {
      files.merge(try Self.files(below: own)) { $1 }
    }
    return files.map { SourceFile(path: $0.key, bytes: $0.value) }
      .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// Calls `body` with a folder that holds the tree, and removes the folder afterwards.
  func withFolder<Result>(_ body: (URL) async throws -> Result) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "kfuncdocs-fixture-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for file in try files() {
      let place = folder.appending(path: file.path)
      try FileManager.default.createDirectory(
        at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file.bytes).write(to: place)
    }
    return try await body(folder)
  }

  private static func files(below folder: URL) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      let file = folder.appending(path: path)
      var isDirectory = ObjCBool(false)
      guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isDirectory), !isDirectory.boolValue
      else { continue }
      files[path] = [UInt8](try Data(contentsOf: file))
    }
    return files
  }
}
