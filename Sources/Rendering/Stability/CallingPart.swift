package import CatalogueFacts
internal import HTMLText
internal import KfuncModel
internal import SiteContent

/// What a program writes to call a kfunc: the includes, a declaration, a call that survives its absence.
///
/// After `bpf_object__resolve_ksym_func_btf_id` in `tools/lib/bpf/libbpf.c` and `tools/lib/bpf/bpf_helpers.h` of 7.3.
package enum CallingPart {
  /// The weak declaration with its call as C; nil where no definition was found.
  package static func code(_ facts: KfuncFacts) -> String? {
    facts.bpfPrototype.map { prototype in
      let local = localName(prototype.name)
      return declaration(prototype, local) + " __ksym __weak;\n\n" + call(prototype, local)
    }
  }

  // What is the same on every entry.
  private static let includes = HTMLText { html in
    html.element("p") { html in
      html.text("The types come from a ")
      html.element("code", text: "vmlinux.h")
      html.text(" that ")
      html.element("code", text: "bpftool")
      html.text(" makes of a running kernel, the rest from libbpf:")
    }
    block("#include \"vmlinux.h\"\n#include <bpf/bpf_helpers.h>", "the include lines", naming: nil, to: &html)
  }
  private static let weak = HTMLText { html in
    html.element("p") { html in
      html.element("strong", text: "Weak: ")
      html.text("the program loads without the kfunc, and asks before it calls.")
    }
  }
  private static let strong = HTMLText { html in
    html.element("p") { html in
      html.element("strong", text: "Strong: ")
      html.text("a program that cannot do without it does not load where it is missing.")
    }
  }

  /// The whole for the entry: includes, weak declaration with its call, strong declaration.
  static func entry(_ facts: KfuncFacts) -> HTMLText {
    guard let prototype = facts.bpfPrototype else { return HTMLText() }
    let local = localName(prototype.name)
    return HTMLText(capacity: 2560) { html in
      html.append(includes)
      headers(facts, to: &html)
      html.append(weak)
      block(declaration(prototype, local) + " __ksym __weak;", "the weak declaration", naming: local, to: &html)
      block(call(prototype, local), "the checked call", naming: local, to: &html)
      html.append(strong)
      block(declaration(prototype, local) + " __ksym;", "the strong declaration", naming: local, to: &html)
      flavour(prototype.name, local, to: &html)
    }
  }

  /// The weak declaration with its call, in one block.
  static func html(_ facts: KfuncFacts) -> HTMLText {
    guard let prototype = facts.bpfPrototype, let code = code(facts) else { return HTMLText() }
    let local = localName(prototype.name)
    return HTMLText(capacity: 1024) { html in
      block(code, "the declaration and the call", naming: local, to: &html)
      flavour(prototype.name, local, to: &html)
    }
  }

  private static func declaration(_ prototype: Prototype, _ local: String) -> String {
    var declared = prototype
    declared.name = local
    return "extern " + PrototypePart.lines(of: declared)
  }

  private static func call(_ prototype: Prototype, _ local: String) -> String {
    let arguments = prototype.parameters.enumerated().map { $1.name ?? "argument\($0 + 1)" }
    let result = prototype.returnType == "void" ? "" : "result = "
    return """
      if (bpf_ksym_exists(\(local)))
          \(result)\(local)(\(arguments.joined(separator: ", ")));
      else
          ; /* what the program does without it */
      """
  }

  /// Code that a button copies where there is a script.
  private static func block(_ code: String, _ name: String, naming local: String?, to html: inout HTMLText) {
    html.element("div", ["class": "code", "data-name": name]) { html in
      html.element("pre", ["class": "sig"]) { html in
        html.element("code") { CodeMarkup.add(code, naming: local, to: &$0) }
      }
    }
    html.newline()
  }

  /// Headers of the kernel tree that declare it.
  private static func headers(_ facts: KfuncFacts, to html: inout HTMLText) {
    let headers = facts.kfunc.users.filter { $0.form == .declares && $0.source.file.hasSuffix(".h") }
      .map(\.source).sorted()
    if headers.isEmpty { return }
    html.element("p", ["class": "src"]) { html in
      html.text("In the tree of \(facts.release) these headers for BPF programs declare it: ")
      for (index, header) in headers.enumerated() {
        if index > 0 { html.text(", ") }
        html.element("code", text: header.description)
      }
      html.text(".")
    }
  }

  private static func flavour(_ name: String, _ local: String, to html: inout HTMLText) {
    if local == name { return }
    html.element("p") { html in
      // Which releases do so, and where, is a fact of messages.yml.
      html.text("libbpf takes the last ")
      html.element("code", text: "___")
      html.text(" of an extern's name, and what follows it, for the mark of a flavour: ")
      html.element("code", text: "extern … \(name)")
      html.text(" would look for ")
      html.element("code", text: essentialName(name))
      html.text(". So the declaration carries one more part to lose.")
    }
  }

  /// What a loader and the verifier say where `kfunc` is missing, differs, or is not for the program, and what its entry
  /// tells of declarations: typed facts.
  static func messages(
    _ name: String, isModule: Bool, on place: LoadMessage.Place, _ map: SiteMap, _ links: PageLinks
  ) -> HTMLText {
    HTMLText { html in
      for message in map.content.messages
      where message.place == place && concerns(message.scope, name, isModule: isModule) {
        guard let text = message.text else { continue }
        html.element("div", ["class": "said"]) { html in
          html.element("p") { CodeSpans.add(text.replacing("{name}", with: name), to: &$0) }
          if let says = message.words(for: name) { html.element("pre", ["class": "message"], text: says) }
          html.element("p", ["class": "src"]) { html in
            for (index, source) in message.sources.enumerated() {
              if index > 0 { html.text(", ") }
              // One link is enough on the page of every kfunc; older releases say the same at their lines.
              if index + 1 < message.sources.count, let place = source.source, let release = source.release {
                html.text("\(place) of \(release)")
              } else {
                CitationPart.add(source, map, links, to: &html)
              }
            }
            html.text("; compared on \(message.verified)")
          }
        }
        html.newline()
      }
    }
  }

  private static func concerns(_ scope: LoadMessage.Scope, _ name: String, isModule: Bool) -> Bool {
    switch scope {
    case .all: true
    case .module: isModule
    case .flavour: localName(name) != name
    }
  }

  /// The name to declare: `bpf_core_essential_name_len` of libbpf drops the last part behind three underscores.
  static func localName(_ name: String) -> String {
    essentialName(name) == name ? name : name + "___local"
  }

  /// The name that libbpf looks for: up to the last three underscores between other characters; those at an end are no
  /// separator.
  static func essentialName(_ name: String) -> String {
    let bytes = Array(name.utf8)
    let underscore = UInt8(ascii: "_")
    guard bytes.count >= 5 else { return name }
    let last = (0...(bytes.count - 5)).last { start in
      bytes[start] != underscore && bytes[(start + 1)...(start + 3)].allSatisfy { $0 == underscore }
        && bytes[start + 4] != underscore
    }
    return last.map { String(decoding: bytes[...$0], as: UTF8.self) } ?? name
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
