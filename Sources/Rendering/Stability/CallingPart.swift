internal import CatalogueFacts
internal import HTMLText
internal import KfuncModel
internal import SiteContent

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

  /// What a loader and the verifier say where `kfunc` is missing, differs, or is not for the program: typed facts.
  static func messages(_ name: String, isModule: Bool, _ map: SiteMap, _ links: PageLinks) -> HTMLText {
    HTMLText { html in
      for message in map.content.messages where message.scope == .all || isModule {
        html.element("div", ["class": "said"]) { html in
          html.element("p") { CodeSpans.add(message.text, to: &$0) }
          if let says = message.says {
            html.element("pre", ["class": "message"], text: says.replacing("{name}", with: name))
          }
          html.element("p", ["class": "src"]) { html in
            for (index, source) in message.sources.enumerated() {
              if index > 0 { html.text(", ") }
              CitationPart.add(source, map, links, to: &html)
            }
            html.text("; compared on \(message.verified)")
          }
        }
        html.newline()
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

/// Text of a fact in which backticks set names as code.
enum CodeSpans {
  static func add(_ text: String, to html: inout HTMLText) {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false)
    // A backtick without its partner is one.
    guard parts.count % 2 == 1 else { return html.text(text) }
    for (index, part) in parts.enumerated() {
      if index % 2 == 1 { html.element("code", text: String(part)) } else { html.text(String(part)) }
    }
  }
}
