import Diagnostics
import Foundation
import KfuncModel
import SiteContent

/// A Content folder made of texts, on disk for as long as it lives.
final class ContentFixture {
  let path: String

  /// A folder with the given files, a list of three releases unless one is given, and a catalogue of 6.12 with `kfuncs`.
  init(_ files: [String: String], kfuncs: [String] = []) throws {
    path = FileManager.default.temporaryDirectory.path + "/kfuncdocs-content-" + UUID().uuidString
    var files = files
    if files["releases.yml"] == nil {
      files["releases.yml"] = "releases:\n  - release: \"6.12\"\n  - release: \"6.13\"\n  - release: \"7.2\"\n"
    }
    for (name, text) in files { try write(name, Array(text.utf8)) }
    if !kfuncs.isEmpty {
      let source = KernelSourceRecord(version: "6.12.1", description: "invented", form: .tree, identity: "0")
      var catalogue = ReleaseCatalogue(release: KernelRelease(major: 6, minor: 12), source: source)
      catalogue.kfuncs = kfuncs.sorted().map { Kfunc(name: $0, definitions: []) }
      try write("catalogue/6.12.json", catalogue.jsonBytes())
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    let url = URL(fileURLWithPath: "\(path)/\(name)")
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  /// What reading gives.
  func read() -> ContentFolder { ContentFolder.read(path, shownAs: "C") }

  /// What is found wrong, each as `file:line code`, in order.
  func findings() -> [String] { read().diagnostics.map(Self.line) }

  static func line(_ diagnostic: Diagnostic) -> String {
    let place = diagnostic.location.map { "\($0.file)\($0.line.map { ":\($0)" } ?? "")" } ?? "-"
    return "\(place) \(diagnostic.code.rawValue)"
  }
}

extension ContentFixture {
  /// The findings in one file of the folder, a note `kfuncs/bpf_a.md` unless named otherwise.
  static func findings(_ text: String, in name: String = "kfuncs/bpf_a.md") throws -> [String] {
    try ContentFixture([name: text], kfuncs: ["bpf_a", "bpf_b"]).findings().map {
      $0.hasPrefix("C/\(name)") ? String($0.dropFirst("C/\(name)".count)) : $0
    }
  }
}
