import KfuncModel

/// Turns the functions found in a file into kfunc definitions.
struct DefinitionReader {
  let source: CSource
  let annotations: AnnotationRules
  /// Names of kfuncs that carry `KF_IMPLICIT_ARGS` in some set.
  let implicit: Set<String>
  /// Whether and how the file is built.
  let build: BuildCondition

  /// Kernel-doc of a definition together with its text.
  struct Result {
    var definitions: [(name: String, definition: KfuncDefinition, kernelDoc: String?)] = []
    var declarations: [(name: String, source: SourceReference)] = []
  }

  /// Definitions and marked declarations of the functions named in `names`.
  func read(names: Set<String>) -> Result {
    var result = Result()
    var notices = NoticeReader(source: source)
    for finding in FunctionFinder(source: source).findings(where: names.contains) {
      let nameToken = source.tokens[finding.name]
      let name = source.text(nameToken)
      let place = SourceReference(file: source.path, line: Int(nameToken.line))
      guard finding.body != nil else {
        result.declarations.append((name, place))
        continue
      }
      let kernelDoc = KernelDocReader(source: source).kernelDoc(above: finding.start, name: name)
      result.definitions.append(
        (name, definition(finding, name, place, kernelDoc, notices.notices(near: finding)), kernelDoc?.text))
    }
    return result
  }

  private func definition(
    _ finding: FunctionFinding, _ name: String, _ place: SourceReference, _ kernelDoc: KernelDocText?,
    _ notices: [DeprecationNotice]
  ) -> KfuncDefinition {
    var prototype = Prototype(
      name: name, returnType: finding.specifiers.returnType, parameters: finding.parameters,
      isVariadic: finding.isVariadic)
    for index in prototype.parameters.indices {
      prototype.parameters[index].annotation = annotations.annotation(of: prototype.parameters[index].name)
    }
    return KfuncDefinition(
      source: place, prototype: prototype,
      bpfPrototype: implicit.contains(name) ? DefinitionReader.bpfPrototype(of: prototype) : nil,
      storage: finding.specifiers.storage, attributes: finding.specifiers.attributes,
      isMarked: finding.specifiers.isMarked, condition: source.condition(of: source.tokens[finding.name]), build: build,
      kernelDoc: kernelDoc?.reference, notices: notices)
  }

  /// The prototype without what `KF_IMPLICIT_ARGS` has the verifier supply: the parameters from the first pointer to
  /// `struct bpf_prog_aux` or `struct btf_struct_meta` on, whatever its qualifiers (`is_kf_implicit_arg`,
  /// `tools/bpf/resolve_btfids/main.c`).
  static func bpfPrototype(of prototype: Prototype) -> Prototype? {
    let cut = prototype.parameters.firstIndex { parameter in
      let words = parameter.type.replacing("*", with: " * ").split(separator: " ")
        .filter { $0 != "const" && $0 != "volatile" }
      return words == ["struct", "bpf_prog_aux", "*"] || words == ["struct", "btf_struct_meta", "*"]
    }
    guard let cut else { return nil }
    var result = prototype
    result.parameters.removeSubrange(cut...)
    return result
  }
}
