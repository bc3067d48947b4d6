import Diagnostics
import Foundation
import KfuncModel
import ProgramInspection
import ReleaseNotes

/// Reads what `--affected` names: a list of kfuncs, or BPF programs that use some.
enum AffectedReader {
  /// What was found.
  struct Result {
    /// The kfuncs that the notes are limited to.
    var kfuncs: AffectedKfuncs
    /// The uses in programs; empty for a list.
    var uses: [KfuncUse] = []
    /// What of the programs could not be read, at paths as a person may open them.
    var diagnostics: [Diagnostic] = []
    /// What stands before the paths of ``uses``, so that a person may open them: empty, or a folder and a slash.
    var folder = ""
  }

  /// The kfuncs that `path` names or uses: a folder, a `.c`, `.h` or `.o` file, any ELF file, or else a list; `-` for a
  /// list on standard input. Calls that nothing declares are found by the names of all `catalogues`; declared prototypes
  /// are held against those of `ends`.
  static func read(
    _ path: String, catalogues: [ReleaseCatalogue], ends: [KernelRelease]
  ) async throws(Diagnostic) -> Result {
    guard isProgram(path) else { return Result(kfuncs: try list(path)) }
    let known = Set(catalogues.flatMap { $0.kfuncs.map(\.name) })
    let found = try await ProgramReader(kfuncs: known).read(path)
    let compared = catalogues.filter { ends.contains($0.release.mainline) }
    // A declaration that nothing calls never reaches the kernel.
    let uses = found.uses.filter(\.isUsed)
    let kfuncs = uses.map { use in
      AffectedKfuncs.Use(
        name: use.name, prototype: use.prototype,
        isWeak: use.strength == .undeclared ? nil : use.strength == .weak,
        fits: Dictionary(
          compared.compactMap { catalogue in use.fits(catalogue).map { (catalogue.release.mainline, $0) } }
        ) { first, _ in first },
        places: (use.place.map { [$0] } ?? []).map(\.description))
    }
    let folder = folder(of: path)
    let diagnostics = found.diagnostics.map { diagnostic in
      var diagnostic = diagnostic
      if let location = diagnostic.location { diagnostic.location?.file = folder + location.file }
      return diagnostic
    }
    guard !kfuncs.isEmpty else {
      throw diagnostics.first { $0.severity == .error }
        ?? Diagnostic(.error, "no-kfuncs", "no use of a kfunc was found", at: SourceLocation(file: path))
    }
    return Result(kfuncs: AffectedKfuncs(kfuncs), uses: uses, diagnostics: diagnostics, folder: folder)
  }

  /// What stands before the paths that are found at `path`: the folder itself, or that of the file.
  private static func folder(of path: String) -> String {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
      return path.hasSuffix("/") ? path : path + "/"
    }
    return path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  private static func isProgram(_ path: String) -> Bool {
    if path == "-" { return false }
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue { return true }
    if [".c", ".h", ".o"].contains(where: path.hasSuffix) { return true }
    return InputBytes.read(path, limit: 4) == [0x7f, 0x45, 0x4c, 0x46]
  }

  private static func list(_ path: String) throws(Diagnostic) -> AffectedKfuncs {
    let name = path == "-" ? "<stdin>" : path
    guard let bytes = InputBytes.read(path, limit: AffectedList.byteLimit + 1) else {
      let reason = String(cString: strerror(errno))
      throw Diagnostic(.error, "cannot-read", "cannot read: \(reason)", at: SourceLocation(file: name))
    }
    return try AffectedList.read(bytes, file: name)
  }
}
