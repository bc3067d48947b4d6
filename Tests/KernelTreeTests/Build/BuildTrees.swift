import Diagnostics
import Foundation
import KernelImport
import KfuncModel

extension KernelTree {
  /// The tree's build description.
  func kbuildTree() throws -> KbuildTree {
    let paths = try output(of: [
      "find", ".", "-type", "f", "(", "-name", "Makefile", "-o", "-name", "Kbuild", "-o", "-name", "Kconfig*", ")",
    ]).split(separator: "\n").map { String($0.dropFirst(2)) }
    var files: [String: [UInt8]] = [:]
    for path in paths { files[path] = try bytes(of: path) }
    var diagnostics: [Diagnostic] = []
    return KbuildTree(files: files, diagnostics: &diagnostics)
  }

  /// The files in the same folder or the one above whose `#include "…"` names `path`.
  func includers(of path: String) -> [KbuildTree.Inclusion] {
    let parts = path.split(separator: "/").map(String.init)
    var result: [KbuildTree.Inclusion] = []
    for up in 1...2 where parts.count > up {
      let folder = parts.dropLast(up).joined(separator: "/")
      let spelling = "\"" + parts.suffix(up).joined(separator: "/") + "\""
      let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path + "/" + folder)) ?? []
      for name in names.sorted() where name.hasSuffix(".c") {
        guard let text = try? bytes(of: folder + "/" + name) else { continue }
        let isIncluding = String(decoding: text, as: UTF8.self).split(separator: "\n").contains {
          $0.hasPrefix("#") && $0.contains("include") && $0.contains(spelling)
        }
        if isIncluding { result.append(KbuildTree.Inclusion(path: folder + "/" + name)) }
      }
    }
    return result
  }
}
