/// Which of the files that were read each file includes, directly or through others.
struct InclusionGraph: Sendable {
  private let direct: [[Int]]
  private let including: [[Int]]
  /// More files than this are not followed for one; a program of a project includes a handful of its own.
  static let mostFiles = 1_000

  /// The graph of files, given as paths with what each includes as written.
  init(_ files: [(path: String, includes: [String])]) {
    var byPath: [String: Int] = [:]
    var byName: [Substring: [Int]] = [:]
    for (index, file) in files.enumerated() {
      byPath[file.path] = index
      byName[Self.lastComponent(file.path), default: []].append(index)
    }
    let direct = files.map { file in
      var found: [Int] = []
      for include in Set(file.includes).sorted().prefix(Self.mostFiles) {
        // A header beside the file is that header; any other that ends so may be, by the compiler's search paths.
        if let path = Self.resolved(include, from: file.path), let index = byPath[path] {
          found.append(index)
          continue
        }
        let ending = "/" + Self.withoutDots(include)
        found += (byName[Self.lastComponent(include)] ?? []).filter { "/\(files[$0].path)".hasSuffix(ending) }
          .prefix(Self.mostFiles)
      }
      return found
    }
    self.direct = direct
    var including = Array(repeating: [Int](), count: files.count)
    for (file, headers) in direct.enumerated() { for header in Set(headers) { including[header].append(file) } }
    self.including = including
  }

  /// The file itself and everything that it includes.
  func closure(of file: Int) -> Set<Int> { reached(from: [file], by: direct) }

  /// What is seen where the file is included: a header may call what another header declares before it.
  func surroundings(of file: Int) -> Set<Int> { reached(from: reached(from: [file], by: including), by: direct) }

  private func reached(from start: Set<Int>, by edges: [[Int]]) -> Set<Int> {
    var result = start
    var queue = start.sorted()
    while let next = queue.popLast(), result.count < Self.mostFiles {
      for index in edges[next] where result.insert(index).inserted { queue.append(index) }
    }
    return result
  }

  /// The path that a quoted inclusion names, nil when it leaves the folder.
  static func resolved(_ include: String, from path: String) -> String? {
    var parts = path.split(separator: "/").dropLast()
    for part in include.split(separator: "/") where part != "." {
      if part == ".." {
        if parts.popLast() == nil { return nil }
      } else {
        parts.append(part)
      }
    }
    return include.hasPrefix("/") ? nil : parts.joined(separator: "/")
  }

  private static func lastComponent(_ path: String) -> Substring {
    path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...]
  }

  private static func withoutDots(_ path: String) -> String {
    path.split(separator: "/").filter { $0 != ".." && $0 != "." }.joined(separator: "/")
  }
}
