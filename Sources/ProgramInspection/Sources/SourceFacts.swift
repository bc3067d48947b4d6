internal import Diagnostics
internal import KernelImport
internal import KernelSources

/// What one file says by itself, read before the names of the others are known.
struct SourceFacts: Sendable {
  let path: String
  /// The paths of its inclusions, as written.
  let includes: [String]
  let declarations: [KsymDeclaration]
  /// For each macro the words of its replacements, each once, without its parameters.
  let macros: [String: [String]]
  /// The functions that it defines.
  let definitions: Set<String>
  let diagnostics: [Diagnostic]

  /// Headers generated from BTF are larger than any file of a kernel: 3 MB in Debian's package of 7.3.
  static let largestSource = 32 << 20

  init(_ file: SourceFile, marks: KsymMarks) {
    let source = CSource(file, largest: Self.largestSource)
    path = file.path
    includes = source.includes.map(\.path)
    declarations = KsymDeclarations(source: source, marks: marks).all()
    var macros: [String: [String]] = [:]
    var diagnostics = source.diagnostics
    for macro in source.macros {
      var words = Set(macros[macro.name] ?? [])
      var declares = false
      for token in macro.body where token.kind == .identifier {
        let word = source.text(token)
        if macro.parameters?.contains(word) != true { words.insert(word) }
        if macro.parameters != nil, marks[word]?.isKsym == true { declares = true }
      }
      macros[macro.name] = words.sorted()
      if declares {
        diagnostics.append(
          Diagnostic(
            .warning, "ksym-in-macro",
            "declarations that the macro '\(macro.name)' makes of kernel symbols are not read",
            at: SourceLocation(file: file.path, line: macro.line)))
      }
    }
    self.macros = macros
    definitions = CallFinder.definitions(in: source)
    self.diagnostics = diagnostics
  }
}

extension SourceFacts {
  /// The paths that a file includes, as written.
  static func includes(of file: SourceFile) -> [String] {
    CSource(file, largest: largestSource).includes.map(\.path)
  }
}
