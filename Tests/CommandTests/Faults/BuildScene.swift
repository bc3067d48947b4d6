import Foundation
import TestFiles
import Testing

/// A small content folder and two sites that it can be built to.
struct BuildScene {
  let folder: TemporaryFolder

  private static let golden = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "SiteBuildTests/Golden/Content")

  init() throws {
    folder = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: Self.golden.path, toPath: folder("Content"))
  }

  /// The words that build the site `number`, 0 or 1, to `out/site` unless told otherwise.
  func arguments(_ number: Int, output: String? = nil) -> [String] {
    ["build", "--quiet", "--content", folder("Content"), "--templates", folder("none")]
      + ["--output", output ?? folder("out/site")] + (number == 1 ? ["--offline"] : [])
  }

  /// The site that is there.
  func site(_ path: String = "out/site") throws -> [String: Data] {
    folder.exists(path) ? try PublishScene.files(folder(path)) : [:]
  }

  /// The site `number`, built undisturbed elsewhere.
  func whole(_ number: Int) throws -> [String: Data] {
    let build = try RunningProgram([KfuncdocsProgram.path] + arguments(number, output: folder("whole/\(number)")))
    let status = build.wait()
    guard status == 0 else { throw CommandFailure(arguments: [build.errors], status: status) }
    return try site("whole/\(number)")
  }

  /// The build after the last fault: it ends with the site 0, which is `wanted`, whole, and nothing else is left. Then the
  /// figures are told.
  func end(_ figures: inout FaultFigures, with wanted: [String: Data]) throws {
    let last = try RunningProgram([KfuncdocsProgram.path] + arguments(0))
    #expect(last.wait() == 0, "\(last.errors)")
    #expect(try site() == wanted)
    figures.left = try folder.names("out").filter { $0 != "site" }
    #expect(figures.broken == [])
    #expect(figures.left == [])
    #expect(figures.struck > 0)
    figures.report()
  }
}

extension TemporaryFolder {
  /// Whether something of that name is there.
  func exists(_ name: String) -> Bool { access(self(name), F_OK) == 0 }

  /// The names in the folder `name`, sorted; none where there is none.
  func names(_ name: String) throws -> [String] {
    exists(name) ? try FileManager.default.contentsOfDirectory(atPath: self(name)).sorted() : []
  }
}
