public import Diagnostics
public import KfuncModel

/// A kernel's MAINTAINERS file: its sections and which files each names.
///
/// It is read as the tree's own `scripts/get_maintainer.pl` reads it (version 0.26, Linux 7.3): a line with a capital letter and a
/// colon at its start is a field, other lines that are neither blank nor comments are titles, and a section is
/// the run of fields behind a title. People's addresses (`M:`, `R:`) are not kept.
public struct MaintainersFile: Sendable {
  /// The sections in the order of the file, `THE REST` included.
  public let sections: [MaintainersSection]
  /// The rules of each section of `sections`, in the order of the file.
  private let rules: [[MaintainersRule]]

  /// The title of the section that names every file, and therefore says nothing of any.
  public static let catchAllTitle = "THE REST"

  /// Reads a MAINTAINERS file. Fields that cannot be understood (a pattern that is no regular expression, a field
  /// without a title, text that is not UTF-8) become warnings in `diagnostics`, located in `file`.
  public init(bytes: [UInt8], file: String = "MAINTAINERS", diagnostics: inout [Diagnostic]) {
    var reader = MaintainersReader(file: file)
    reader.read(bytes)
    diagnostics += reader.diagnostics
    sections = reader.sections
    rules = reader.rules
  }

  /// The sections that name `path`, most specific pattern first as the script orders them, sections of the same
  /// depth by line; `THE REST` is left out.
  ///
  /// A pattern without a slash at its end that names a folder means the folder. Where the path itself does not
  /// tell (`kernel/trace` and `kernel/tracer.c`), `isFolder` is asked whether that path is a folder of the tree.
  public func sections(of path: String, isFolder: (String) -> Bool = { _ in false }) -> [MaintainersSection] {
    let bytes = Array(path.utf8)
    let slashes = bytes.count { $0 == UInt8(ascii: "/") }
    var found: [(index: Int, depth: Int)] = []
    for (index, rules) in rules.enumerated() where sections[index].title != Self.catchAllTitle {
      // The last rule that matches sets the depth, as in the script.
      guard
        let rule = rules.last(where: { $0.kind != .excluded && $0.names(bytes, slashes: slashes, isFolder: isFolder) }),
        !rules.contains(where: { $0.kind == .excluded && $0.names(bytes, slashes: slashes, isFolder: isFolder) })
      else { continue }
      found.append((index, rule.depth))
    }
    found.sort { ($1.depth, $0.index) < ($0.depth, $1.index) }
    return found.map { sections[$0.index] }
  }

  /// The sections of each of `files`, in byte order of their paths and each once, with the sections that occur.
  ///
  /// A title that two sections share stands once in a file's list.
  public func maintainers(
    of files: [String], isFolder: (String) -> Bool = { _ in false }
  ) -> (sections: [MaintainersSection], files: [FileMaintainers]) {
    var used: Set<MaintainersSection> = []
    let paths = Set(files).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let result = paths.map { path in
      let sections = sections(of: path, isFolder: isFolder)
      used.formUnion(sections)
      var titles: [String] = []
      for section in sections where !titles.contains(section.title) { titles.append(section.title) }
      return FileMaintainers(file: path, sections: titles)
    }
    return (used.sorted { $0.line < $1.line }, result)
  }
}
