import Foundation
import TestFiles

/// A site of two versions that is published again and again, with a folder of its own for temporary files.
struct PublishFaultScene {
  let scene: PublishScene
  /// Where programs make their temporary files.
  var temporary: String { scene.folder("tmp") }
  var environment: [String: String] { ["TMPDIR": temporary + "/"] }
  /// The words that publish.
  var arguments: [String] {
    ["publish", "place", "--quiet", "--content", scene.site + "/Content", "--templates", scene.site + "/Templates"]
  }

  init(_ target: String) async throws {
    scene = try await PublishScene(target)
    try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: true)
  }

  /// Makes the content that of version `number`, 0 or 1: another title on every page, and an asset that the other does
  /// not have.
  func version(_ number: Int) throws {
    let lines = String(decoding: scene.folder.bytes(of: "site/Content/site.yml") ?? [], as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
    try scene.folder.write((["title: A site, \(number)"] + lines).joined(separator: "\n"), to: "site/Content/site.yml")
    try? FileManager.default.removeItem(atPath: scene.site + "/Templates/assets/only-\(1 - number).txt")
    try scene.folder.write("Of version \(number).", to: "site/Templates/assets/only-\(number).txt")
  }

  /// Publishes undisturbed; its status and errors.
  func publish() throws -> (status: Int32, errors: String) {
    let program = try RunningProgram([KfuncdocsProgram.path] + arguments, environment: environment)
    return (program.wait(), program.errors)
  }

  /// Both versions as `read` finds them, each published after the other, since each keeps parts of the one before it;
  /// version 1 stands in the end.
  func bothVersions<Site>(_ read: () throws -> Site) throws -> [Site] {
    let sites = try [1, 0, 1].map { number in
      try version(number)
      let outcome = try publish()
      guard outcome.status == 0 else { throw CommandFailure(arguments: [outcome.errors], status: outcome.status) }
      return try read()
    }
    return Array(sites.dropFirst())
  }

  /// What is left of temporary files.
  func leftTemporaries() throws -> [String] { try scene.folder.names("tmp").filter { $0.hasPrefix("kfuncdocs") } }
}
