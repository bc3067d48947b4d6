import KernelSources

/// Finds which C files contain a given one by `#include`: such a file has no object of its own.
struct InclusionReader {
  /// Inclusions by what is included, ordered by the including file.
  private let byPath: [String: [KbuildTree.Inclusion]]

  /// Reads the inclusions of `paths` in `files`, and those of the files that include them. Only a file that names the
  /// last component of one is lexed, and once.
  init(files: [SourceFile], of paths: [String]) {
    var including: [String: [Int]] = [:]
    for (index, file) in files.enumerated() {
      for name in InclusionReader.includedNames(file.bytes) { including[name, default: []].append(index) }
    }
    var byPath: [String: [KbuildTree.Inclusion]] = [:]
    var lexed: Set<Int> = []
    var queue = paths
    while let path = queue.popLast() {
      guard let name = path.split(separator: "/").last else { continue }
      for index in including.removeValue(forKey: String(name)) ?? [] where lexed.insert(index).inserted {
        for (included, inclusion) in InclusionReader.inclusions(in: files[index]) {
          byPath[included, default: []].append(inclusion)
        }
        queue.append(files[index].path)
      }
    }
    for path in byPath.keys { byPath[path]?.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) } }
    self.byPath = byPath
  }

  /// What a file includes, each path once.
  private static func inclusions(in file: SourceFile) -> [(path: String, inclusion: KbuildTree.Inclusion)] {
    let source = CSource(file)
    var seen: Set<String> = [file.path]
    return source.includes.compactMap { include in
      let path = resolve(include.path, from: file.path)
      guard path.hasSuffix(".c"), seen.insert(path).inserted else { return nil }
      let symbols = source.conditions(of: include.condition).flatMap(symbols)
      return (path, KbuildTree.Inclusion(path: file.path, symbols: symbols))
    }
  }

  /// The inclusions of `path`, with the configuration symbols that the lines around them ask for.
  func inclusions(of path: String) -> [KbuildTree.Inclusion] { byPath[path] ?? [] }

  /// The symbols that a condition asks for when it is nothing but `defined(CONFIG_…)` joined by `&&`.
  private static func symbols(_ condition: String) -> [String] {
    let parts = condition.split(separator: " ").filter { $0 != "&&" }
    let symbols = parts.compactMap { part -> String? in
      for prefix in ["defined(", "IS_ENABLED(", "IS_BUILTIN("]
      where part.hasPrefix(prefix + "CONFIG_") && part.hasSuffix(")") {
        return String(part.dropFirst(prefix.count).dropLast())
      }
      return nil
    }
    return symbols.count == parts.count ? symbols : []
  }

  private static func resolve(_ written: String, from file: String) -> String {
    var parts = file.split(separator: "/").dropLast().map(String.init)
    for part in written.split(separator: "/") {
      switch part {
      case ".": continue
      case "..": _ = parts.popLast()
      default: parts.append(String(part))
      }
    }
    return parts.joined(separator: "/")
  }

  /// The last components of the C files that a file's `#include "….c"` lines name.
  private static func includedNames(_ bytes: [UInt8]) -> Set<String> {
    var names: Set<String> = []
    for line in bytes.split(separator: 0x0a) {
      var rest = line.drop { $0 == 0x20 || $0 == 0x09 }
      guard rest.first == UInt8(ascii: "#") else { continue }
      rest = rest.dropFirst().drop { $0 == 0x20 || $0 == 0x09 }
      guard rest.starts(with: "include".utf8), let open = rest.firstIndex(of: UInt8(ascii: "\"")),
        let close = rest[(open + 1)...].firstIndex(of: UInt8(ascii: "\""))
      else { continue }
      let path = rest[(open + 1)..<close]
      guard path.suffix(2).elementsEqual(".c".utf8) else { continue }
      let name = path.lastIndex(of: UInt8(ascii: "/")).map { path[($0 + 1)...] } ?? path
      names.insert(String(decoding: name, as: UTF8.self))
    }
    return names
  }
}
