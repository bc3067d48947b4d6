public import Diagnostics
public import KfuncModel

/// The build description of a whole kernel tree: its Makefile, Kbuild and Kconfig files.
///
/// It answers on what a source file's presence in a kernel depends, by following Kbuild upward: from the object to
/// the lists that name it, through composite objects, to the folder and the folders above. The rules are those of
/// `Documentation/kbuild/makefiles.rst`; what a list computes with functions of make (`$(addprefix …)`, `$(foreach …)`)
/// is not read, and a file reached only that way has an unknown condition.
public struct KbuildTree: Sendable {
  /// A file that contains another by `#include`.
  public struct Inclusion: Hashable, Sendable {
    /// The including file.
    public var path: String
    /// Configuration symbols that the preprocessor lines around the `#include` ask for: `CONFIG_…`.
    public var symbols: [String]

    /// An inclusion by `path`.
    public init(path: String, symbols: [String] = []) {
      self.path = path
      self.symbols = symbols
    }
  }

  let makefiles: [String: [UInt8]]
  let types: KconfigTypes

  /// Takes the files whose names are `Makefile`, `Kbuild` or begin with `Kconfig`, by path from the top of the tree;
  /// others are ignored. Files too large to be what their names say become warnings in `diagnostics`.
  public init(files: [String: [UInt8]], diagnostics: inout [Diagnostic]) {
    var makefiles: [String: [UInt8]] = [:]
    var types = KconfigTypes()
    for (path, bytes) in files {
      let name = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[path.index(after: $0)...] } ?? path[...]
      let isMakefile = name == "Makefile" || name == "Kbuild"
      guard isMakefile || name.hasPrefix("Kconfig") else { continue }
      if bytes.count > KbuildFile.largestSize {
        diagnostics.append(
          Diagnostic(
            .warning, "build-file-too-large", "not read: \(bytes.count) bytes are too many for \(name)",
            at: SourceLocation(file: path)))
      } else if isMakefile {
        makefiles[path] = bytes
      } else {
        types.read(bytes)
      }
    }
    self.makefiles = makefiles
    self.types = types
  }

  /// What decides whether `path` is built. A file that has no object of its own, since others contain it, has the
  /// condition of those: `includers` names them.
  public func condition(
    of path: String, includers: (String) -> [Inclusion] = { _ in [] }
  ) -> BuildCondition {
    conditions(of: [path], includers: includers)[0]
  }

  /// The conditions of several files, in their order; reads each Makefile on their ways once.
  public func conditions(
    of paths: [String], includers: (String) -> [Inclusion] = { _ in [] }
  ) -> [BuildCondition] {
    var walk = KbuildWalk(tree: self)
    return paths.map { walk.condition(of: $0, includers: includers) }
  }
}
