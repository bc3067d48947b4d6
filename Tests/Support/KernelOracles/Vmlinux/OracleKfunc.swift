/// A kfunc as a compiled kernel declares it to BPF programs.
public struct OracleKfunc: Hashable, Sendable {
  /// Its name.
  public var name: String
  /// The declaration as the header has it, without `extern`, `__weak __ksym` and semicolon.
  public var text: String
  /// Whether it is declared `__bpf_fastcall`, which the build makes of `KF_FASTCALL`.
  public var isFastcall: Bool
  /// The line of the header.
  public var line: Int

  /// The function type with its parameters, read from ``text``.
  var declaration: CDeclaration

  /// The names of its parameters in order, nil for one without.
  public var parameterNames: [String?] { declaration.parameters.map(\.name) }
}

extension OracleKfunc {
  /// Reads one declaration, `__bpf_fastcall` in front allowed.
  public init(declaration text: String, line: Int = 1) throws(DeclarationError) {
    var rest = text
    let fastcall = "__bpf_fastcall "
    let isFastcall = rest.hasPrefix(fastcall)
    if isFastcall { rest.removeFirst(fastcall.count) }
    let declaration = try CDeclaration.read(rest)
    guard let name = declaration.name, case .function = declaration.type else {
      throw DeclarationError(reason: "no function", text: text)
    }
    self.init(name: name, text: rest, isFastcall: isFastcall, line: line, declaration: declaration)
  }
}
