import Foundation
import JSONSchemaCheck
import SiteBuild

/// The site of the committed content, built once for all tests that only look at it.
enum PublishedSite {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// Every file by path: without a base URL, and with one.
  static let plain = Task { try await build(baseURL: nil) }
  static let addressed = Task { try await build(baseURL: "https://kfuncs.example.org") }

  static func build(
    content: String = root + "/Content", baseURL: String?, width: Int? = nil
  ) async throws -> [String: [UInt8]] {
    let folder = FileManager.default.temporaryDirectory.path + "/kfuncdocs-data-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let options = BuildOptions(
      content: content, templates: folder + "/none", output: folder + "/site", baseURL: baseURL, width: width)
    _ = try await SitePipeline(options).run()
    var files: [String: [UInt8]] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder + "/site") {
      var isFolder: ObjCBool = false
      let full = folder + "/site/" + path
      _ = FileManager.default.fileExists(atPath: full, isDirectory: &isFolder)
      if !isFolder.boolValue { files[path] = [UInt8](try Data(contentsOf: URL(fileURLWithPath: full))) }
    }
    return files
  }

  /// The published schema of that name.
  static func schema(_ name: String) throws -> SchemaValue {
    try SchemaValue(
      json: [UInt8](try Data(contentsOf: URL(fileURLWithPath: root + "/docs/schema/\(name).schema.json"))))
  }
}
