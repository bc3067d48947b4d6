import Foundation
import TestFiles

/// A folder with a kernel of the fixtures and a content folder to import it into.
struct ImportScene {
  let folder: TemporaryFolder

  /// The kernel's folder.
  var kernel: String { folder("linux") }
  /// The content folder.
  var content: String { folder("Content") }
  /// The bytes of the catalogue, nil when there is none.
  var catalogue: [UInt8]? { folder.bytes(of: "Content/catalogue/6.12.json") }

  /// Whether the catalogue has exactly these bytes; a comparison whose failure prints no bytes.
  func holds(_ bytes: [UInt8]) -> Bool { catalogue == bytes }

  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "KernelImportTests/Fixtures")

  /// A scene with the tree of a fixture: the base's files, without those that the fixture lacks, under its own.
  init(_ fixture: String = "build-conditions") throws {
    folder = try TemporaryFolder()
    let own = Self.fixtures.appending(path: fixture)
    try FileManager.default.copyItem(atPath: Self.fixtures.appending(path: "_base/tree").path, toPath: folder("linux"))
    let expected = try JSONSerialization.jsonObject(with: Data(contentsOf: own.appending(path: "expected.json")))
    for path in (expected as? [String: Any])?["without"] as? [String] ?? [] {
      try FileManager.default.removeItem(atPath: folder("linux/\(path)"))
    }
    if FileManager.default.fileExists(atPath: own.appending(path: "tree").path) {
      try run("cp", "-R", own.appending(path: "tree").path + "/.", kernel)
    }
  }

  /// Imports `path`, the fixture's tree unless another is named.
  func importKernel(
    _ path: String? = nil, _ options: String..., wrapper: [String] = [], killedAfter seconds: Double = 120
  ) async throws -> KfuncdocsProgram.Outcome {
    try await KfuncdocsProgram.run(
      ["import", "kernel", path ?? kernel, "--content", content] + options, wrapper: wrapper, killedAfter: seconds)
  }

  /// Imports the fixture's tree, which must succeed, and gives the catalogue's bytes.
  func importGood() async throws -> [UInt8] {
    let outcome = try await importKernel()
    guard outcome.status == 0, let bytes = catalogue else {
      throw CommandFailure(arguments: ["import", outcome.errors], status: outcome.status)
    }
    return bytes
  }

  /// Replaces `old` in a file of the kernel, which must hold it.
  func edit(_ path: String, _ old: String, _ new: String) throws {
    let text = String(decoding: folder.bytes(of: "linux/\(path)") ?? [], as: UTF8.self)
    guard text.contains(old) else { throw CommandFailure(arguments: ["edit", path, old], status: 1) }
    try folder.write(text.replacingOccurrences(of: old, with: new), to: "linux/\(path)")
  }

  /// Packs the kernel, in its folder, into `name`; the compressor is known by the name's end.
  func pack(into name: String) throws -> String {
    try run("tar", "-caf", name, "linux", in: folder.path)
    return folder(name)
  }
}
