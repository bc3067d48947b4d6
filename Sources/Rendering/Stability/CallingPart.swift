internal import CatalogueFacts
internal import HTMLText
internal import KfuncModel

/// How to declare and call a kfunc so that a program loads where it is missing.
enum CallingPart {
  static func html(_ facts: KfuncFacts) -> HTMLText {
    guard let prototype = facts.bpfPrototype else { return HTMLText() }
    let local = localName(prototype.name)
    var declared = prototype
    declared.name = local
    let call =
      "\(local)(\(prototype.parameters.enumerated().map { $1.name ?? "argument\($0 + 1)" }.joined(separator: ", ")))"
    let result = prototype.returnType == "void" ? "" : "result = "
    let code = """
      extern \(PrototypePart.lines(of: declared)) __ksym __weak;

      if (bpf_ksym_exists(\(local)))
          \(result)\(call);
      else
          ; /* what the program does without it */
      """
    return HTMLText { html in
      html.element("pre", ["class": "sig"]) { html in
        html.element("code") { CodeMarkup.add(code, naming: local, to: &$0) }
      }
      if local != prototype.name {
        html.element(
          "p",
          text:
            "libbpf cuts the last ___ and what follows it from the name of an extern. This name holds one of its own, "
            + "so the declaration carries one more to lose.")
      }
    }
  }

  /// The name to declare: `bpf_core_essential_name_len` of libbpf drops the last part behind three underscores.
  static func localName(_ name: String) -> String {
    hasFlavour(name) ? name + "___local" : name
  }

  /// Whether three underscores stand between other characters: those at an end are no separator for libbpf.
  private static func hasFlavour(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    let underscore = UInt8(ascii: "_")
    guard bytes.count >= 5 else { return false }
    return (0...(bytes.count - 5)).contains { start in
      bytes[start] != underscore && bytes[(start + 1)...(start + 3)].allSatisfy { $0 == underscore }
        && bytes[start + 4] != underscore
    }
  }
}
