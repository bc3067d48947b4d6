import Foundation
import TestFiles
import Testing

/// A small site of its own, made by `kfuncdocs init`, with one target.
struct PublishScene {
  let folder: TemporaryFolder
  /// A command that every publish is run by.
  var wrapper: [String] = []
  /// The site's folder.
  var site: String { folder("site") }

  /// A site whose target `place` is what `target` says, in YAML without indentation.
  init(_ target: String) async throws {
    folder = try TemporaryFolder()
    let made = try await KfuncdocsProgram.run(["init", site, "--quiet"])
    try #require(made.status == 0, "\(made.errors)")
    try settings(target)
    try page("first", "The first page.\n\n## A part of it\n\nMore.")
  }

  /// Writes `site.yml` anew.
  func settings(_ target: String, more: String = "") throws {
    let lines = target.split(separator: "\n").map { "    \($0)\n" }.joined()
    try folder.write("title: A site\npublish:\n  place:\n\(lines)\(more)", to: "site/Content/site.yml")
  }

  /// Writes a page.
  func page(_ slug: String, _ text: String) throws {
    try folder.write("---\ntitle: \(slug)\n---\n\n\(text)\n", to: "site/Content/pages/\(slug).md")
  }

  /// Removes a page.
  func removePage(_ slug: String) throws {
    try FileManager.default.removeItem(atPath: site + "/Content/pages/\(slug).md")
  }

  /// The folder of style and scripts in the site at `place` of the scene's folder: `assets/3f…`.
  func assets(_ place: String) throws -> String {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder(place) + "/assets")
    return "assets/" + (try #require(names.first { !$0.contains(".") }))
  }

  /// Publishes.
  func publish(_ options: String..., wrapper: [String] = []) async throws -> KfuncdocsProgram.Outcome {
    try await KfuncdocsProgram.run(
      ["publish", "place", "--content", site + "/Content", "--templates", site + "/Templates"] + options,
      wrapper: self.wrapper + wrapper)
  }

  /// Publishes, which must succeed.
  func publishGood(_ options: String...) async throws {
    let outcome = try await KfuncdocsProgram.run(
      ["publish", "place", "--content", site + "/Content", "--templates", site + "/Templates"] + options,
      wrapper: wrapper)
    try #require(outcome.status == 0, "\(outcome.errors)")
  }

  /// Every file below `path`, links not followed, with its bytes.
  static func files(_ path: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
      let attributes = try FileManager.default.attributesOfItem(atPath: path + "/" + name)
      if attributes[.type] as? FileAttributeType == .typeRegular {
        files[name] = try Data(contentsOf: URL(fileURLWithPath: path + "/" + name))
      }
    }
    return files
  }
}
