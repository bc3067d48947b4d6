import ContentEdits
import Diagnostics
import Foundation
import SiteBuild
import TestFiles

/// A content folder that is edited, the site that follows it, and a site of the same built from nothing.
struct RebuildScene {
  var content: EditedContent
  let rebuilder: SiteRebuilder
  private let options: BuildOptions

  var folder: TemporaryFolder { content.folder }
  /// The folder of the site that follows.
  var site: String { folder("out/site") }

  init(seed: UInt64 = 7, isStrict: Bool = false, isOffline: Bool = false) throws {
    content = try EditedContent(seed: seed)
    options = BuildOptions(
      content: content.content, templates: content.templates, output: content.folder("out/site"),
      baseURL: "https://kfuncs.example.org", isOffline: isOffline, isStrict: isStrict)
    rebuilder = SiteRebuilder(options)
  }

  /// Builds as a session does.
  @discardableResult
  func build() async throws -> SiteRebuilder.Outcome {
    let outcome = try await rebuilder.build()
    await rebuilder.settle()
    return outcome
  }

  /// The files of a site built from nothing, and what was found wrong; nil where none was written.
  func cold() async throws -> (files: [String: Data]?, diagnostics: [Diagnostic]) {
    var options = options
    options.output = folder("cold/site")
    try? FileManager.default.removeItem(atPath: options.output)
    let report = try await SitePipeline(options).run()
    return (report.written == nil ? nil : try Self.files(options.output), report.diagnostics)
  }

  /// The files of the site that follows.
  func files() throws -> [String: Data] { try Self.files(site) }

  /// All files in `root` with their bytes; folders without files under their names with a slash.
  static func files(_ root: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: root) {
      var status = stat()
      guard lstat(root + "/" + path, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR {
        if try FileManager.default.contentsOfDirectory(atPath: root + "/" + path).isEmpty { files[path + "/"] = Data() }
      } else {
        files[path] = try Data(contentsOf: URL(fileURLWithPath: root + "/" + path))
      }
    }
    return files
  }

  /// The place on the disk of every file of the site that follows.
  func places() throws -> [String: ino_t] {
    var places: [String: ino_t] = [:]
    for path in try files().keys {
      var status = stat()
      if lstat(site + "/" + path, &status) == 0 { places[path] = status.st_ino }
    }
    return places
  }

  /// What stands beside the site.
  func neighbours() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder("out")).filter { $0 != "site" }.sorted()
  }
}

/// The paths at which two sites differ.
func differences(_ first: [String: Data], _ second: [String: Data]) -> Set<String> {
  Set(first.keys).union(second.keys).filter { first[$0] != second[$0] }
}
