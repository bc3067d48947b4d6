public import Diagnostics
package import KernelSources

/// Finds which kfuncs BPF programs use: in a folder, in a C source, or in a compiled object.
public struct ProgramReader: Sendable {
  /// What was found.
  public struct Result: Sendable {
    /// The uses, by name and then by place.
    public var uses: [KfuncUse]
    /// Everything that could not be read, or not wholly, sorted.
    public var diagnostics: [Diagnostic]
    /// How many files were read as C.
    public var sources: Int
    /// How many files were read as objects.
    public var objects: Int
    /// Where sources declare kernel symbols, functions and variables, whether used or not.
    public var ksymDeclarations: [UsePlace]
  }

  private let kfuncs: Set<String>

  /// A reader; `kfuncs` are the names that count as kfuncs where a source calls them without a declaration, as a
  /// catalogue has them. Declared names and externs of objects are found without.
  public init(kfuncs: Set<String>) { self.kfuncs = kfuncs }

  /// Reads what is at `path`.
  ///
  /// - A folder: every `.c`, `.h` and `.o` file below it. Links are not followed, `.git` is not entered.
  /// - An ELF file: a compiled BPF object.
  /// - Any other file: a C source, with the headers that it includes with quotes and that lie in its folder or below.
  ///
  /// - Throws: a diagnostic when nothing at all could be read.
  public func read(_ path: String) async throws(Diagnostic) -> Result { await read(try ProgramFiles.at(path)) }

  /// Reads files that are held already, as if they were a folder.
  package func read(_ files: [SourceFile]) async -> Result {
    var program = ProgramFiles(isFolder: true)
    for file in files { program.add(file) }
    return await read(program)
  }

  private func read(_ files: ProgramFiles) async -> Result {
    var diagnostics = files.diagnostics
    let sources = await SourceUses(files.sources, kfuncs: kfuncs)
    diagnostics += sources.diagnostics
    var uses = await sources.all()
    for object in files.objects {
      let found = ObjectUses.read(object.bytes, path: object.path)
      // Objects of the machine lie beside those of BPF in any project that was built; only a named one is at fault.
      if files.isFolder, found.diagnostics.contains(where: { $0.code == "not-a-bpf-object" }) { continue }
      uses += found.uses
      diagnostics += found.diagnostics
    }
    return Result(
      uses: uses.sorted(by: KfuncUse.precedes), diagnostics: diagnostics.sorted(), sources: files.sources.count,
      objects: files.objects.count, ksymDeclarations: sources.declarations)
  }
}
