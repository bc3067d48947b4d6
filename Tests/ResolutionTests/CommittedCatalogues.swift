import Foundation
import KfuncModel

@testable import Resolution

/// The catalogues in `Content/catalogue` and the lists in `Tests/Expectations/changes`, found beside this file.
enum Committed {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Read once for all tests of the process.
  private static let catalogues: [String: Result<ReleaseCatalogue, any Error>] = Dictionary(
    uniqueKeysWithValues: ["6.1", "6.12", "7.2", "7.3"].map { name in
      (
        name,
        Result {
          let path = "Content/catalogue/\(name).json"
          return try ReleaseCatalogue.read(Array(Data(contentsOf: root.appending(path: path))), file: path)
        }
      )
    })

  static func catalogue(_ release: String) throws -> ReleaseCatalogue {
    guard let result = catalogues[release] else { throw Missing(name: release) }
    return try result.get()
  }

  static func compare(_ old: String, _ new: String) throws -> ReleaseComparison {
    CatalogueComparison(try catalogue(old), try catalogue(new), releases: releases).compare()
  }

  /// The lines of an expectation, split at spaces, comments left out.
  static func lines(_ file: String) throws -> [[String]] {
    let url = root.appending(path: "Tests/Expectations/changes/\(file)")
    return try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") && !$0.isEmpty }.map { $0.split(separator: " ").map(String.init) }
  }

  /// The mainline releases of the kernel, from its tags: 5.13 to 5.19, 6.0 to 6.19, 7.0 to 7.3.
  static let releases = ReleaseList(
    entries: ((13...19).map { KernelRelease(major: 5, minor: $0) } + (0...19).map { KernelRelease(major: 6, minor: $0) }
      + (0...3).map { KernelRelease(major: 7, minor: $0) }).map { KernelReleaseEntry(release: $0) },
    imported: ["6.1", "6.12", "7.2", "7.3"].compactMap { KernelRelease($0) })

  struct Missing: Error { let name: String }
}
