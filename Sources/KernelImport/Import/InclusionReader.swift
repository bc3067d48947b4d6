import KernelSources

/// Finds which C files contain a given one by `#include`: such a file has no object of its own.
struct InclusionReader {
  /// Including files by the last component of what they include.
  private let byName: [String: [SourceFile]]

  init(files: [SourceFile]) {
    var byName: [String: [SourceFile]] = [:]
    for file in files {
      for name in InclusionReader.includedNames(file.bytes) { byName[name, default: []].append(file) }
    }
    self.byName = byName
  }

  /// The inclusions of `path`, with the configuration symbols that the lines around them ask for.
  func inclusions(of path: String) -> [KbuildTree.Inclusion] {
    guard let name = path.split(separator: "/").last, let files = byName[String(name)] else { return [] }
    var inclusions: [KbuildTree.Inclusion] = []
    for file in files where file.path != path {
      let source = CSource(file)
      guard let include = source.includes.first(where: { InclusionReader.resolve($0.path, from: file.path) == path })
      else { continue }
      let symbols = source.conditions[Int(include.condition)].flatMap(InclusionReader.symbols)
      inclusions.append(KbuildTree.Inclusion(path: file.path, symbols: symbols))
    }
    return inclusions
  }

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
