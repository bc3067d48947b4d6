internal import Diagnostics
internal import Foundation
internal import ImportFuzzing
internal import SiteContent

/// A Content folder is read whatever stands in it, and what is wrong is told at lines that are there.
enum FolderPromises {
  static func check(_ files: [ContentFuzzFile], in scratch: String) throws {
    let folder = scratch + "/content"
    try? FileManager.default.removeItem(atPath: folder)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for file in files {
      let path = folder + "/" + file.path
      try FileManager.default.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      guard FileManager.default.createFile(atPath: path, contents: Data(file.bytes)) else {
        throw FuzzCase.Broken(description: "the scratch folder cannot be written")
      }
    }
    let content = ContentFolder.read(folder, shownAs: "Content", readsCatalogues: false)
    try FuzzPlaces.check(content.diagnostics, files)
    guard content.diagnostics == content.diagnostics.sorted() else {
      throw FuzzCase.Broken(description: "diagnostics are not in order")
    }
  }
}
