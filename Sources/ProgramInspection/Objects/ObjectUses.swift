internal import Diagnostics
internal import KernelImport
internal import KfuncModel

/// The kfuncs that a compiled BPF object asks of the kernel.
enum ObjectUses {
  /// A larger object is not read; the largest that the kernel's own tests build has a few MB.
  static let largestObject = 64 << 20
  /// More externs than this are not listed; a program of thousands of lines has a hundred.
  static let mostExterns = 10_000

  /// The function externs of the `.ksyms` section, as libbpf collects them (`bpf_object__collect_externs`,
  /// tools/lib/bpf/libbpf.c): the symbol table says what is open and weak, BTF says what it is.
  ///
  /// An object without BTF is one that libbpf does not load; its open symbols are listed all the same, without
  /// prototypes, and a warning says so.
  static func read(_ bytes: [UInt8], path: String) -> (uses: [KfuncUse], diagnostics: [Diagnostic]) {
    func report(_ severity: Diagnostic.Severity, _ code: Diagnostic.Code, _ message: String) -> Diagnostic {
      Diagnostic(severity, code, message, at: SourceLocation(file: path))
    }
    guard bytes.count <= largestObject else {
      return (
        [],
        [
          report(
            .error, "file-too-large",
            "the object has \(bytes.count) bytes, more than the \(largestObject) that are read")
        ]
      )
    }
    let object: ELFObject
    do { object = try ELFObject(bytes, path: path) } catch { return ([], [error]) }
    var diagnostics = object.diagnostics
    var externs = object.externs
    if externs.count > mostExterns {
      diagnostics.append(
        report(.warning, "too-many-externs", "of \(externs.count) undefined symbols the first \(mostExterns) are read"))
      externs.removeLast(externs.count - mostExterns)
    }
    guard let section = object.section(".BTF") else {
      if !externs.isEmpty {
        diagnostics.append(
          report(
            .warning, "no-btf",
            "the object has no BTF, without which libbpf resolves no extern; undefined symbols are listed without "
              + "prototypes (compile with -g)"))
      }
      return (externs.map { use($0, nil, path: path) }, diagnostics)
    }
    do throws(Diagnostic) {
      guard let contents = section.contents else {
        throw report(.error, "damaged-btf", "the BTF section lies outside of the file")
      }
      let types = try BTFTypes(object.bytes, at: contents, path: path)
      let functions = KsymFunctions(types)
      var prototypes = BTFPrototypes(types: types)
      var uses: [KfuncUse] = []
      for extern in externs {
        guard let number = functions.prototypes[extern.name] else { continue }
        let found = prototypes.prototype(number, name: extern.name)
        if found == nil {
          diagnostics.append(
            report(.warning, "damaged-btf", "the type of '\(extern.name)' is no function prototype"))
        }
        uses.append(use(extern, found, path: path))
      }
      return (uses, diagnostics)
    } catch {
      return ([], diagnostics + [error])
    }
  }

  private static func use(
    _ extern: ELFObject.Extern, _ found: (prototype: Prototype, shape: FunctionShape)?, path: String
  ) -> KfuncUse {
    KfuncUse(
      name: UseReader.withoutFlavour(extern.name) ?? extern.name, spelledName: extern.name,
      strength: extern.isWeak ? .weak : .strong, prototype: found?.prototype,
      declaration: UsePlace(file: path, section: ".ksyms"), condition: nil,
      calls: extern.sections.map { UsePlace(file: path, section: $0) }, existenceChecks: [], shape: found?.shape)
  }
}

/// The functions in the `.ksyms` data sections of an object's BTF.
private struct KsymFunctions {
  /// The number of each function's prototype, by name.
  var prototypes: [String: Int] = [:]

  init(_ types: BTFTypes) {
    for number in types.numbers {
      guard let section = types[number], types.kind(section) == .section, types.name(section) == ".ksyms" else {
        continue
      }
      for index in 0..<Int(section.count) {
        guard let function = types[types.detail(3 * index, of: section)], types.kind(function) == .function,
          let name = types.name(function), prototypes[name] == nil
        else { continue }
        prototypes[name] = Int(function.value)
      }
    }
  }
}
