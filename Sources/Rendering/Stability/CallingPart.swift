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
      return declaration(prototype, local) + weakEnd + "\n\n" + call(prototype, local)
    }
  }

  private static let weakEnd = " __ksym __weak;"
  private static let strongEnd = " __ksym;"

  /// What a program writes, marked up, piece by piece: entry and stability page show the same pieces, cut between words.
  struct Code: Sendable {
    /// The kfunc's name, and the one that a program declares.
    let name: String
    let local: String
    /// The declaration up to what makes it weak or strong.
    let declaration: HTMLText
    let call: HTMLText

    /// What a program writes to call `facts`; nil where no definition was found.
    init?(_ facts: KfuncFacts) {
      guard let prototype = facts.bpfPrototype else { return nil }
      let local = CallingPart.localName(prototype.name)
      name = prototype.name
      self.local = local
      declaration = HTMLText(capacity: 1024) {
        CodeMarkup.add(CallingPart.declaration(prototype, local), naming: local, to: &$0)
      }
      call = HTMLText { CodeMarkup.add(CallingPart.call(prototype, local), naming: local, to: &$0) }
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
    block("the include lines", to: &html) {
      CodeMarkup.add("#include \"vmlinux.h\"\n#include <bpf/bpf_helpers.h>", to: &$0)
    }
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
  static func addEntry(_ facts: KfuncFacts, _ code: Code, to html: inout HTMLText) {
    html.append(includes)
    headers(facts, to: &html)
    html.append(weak)
    block("the weak declaration", to: &html) { html in
      html.append(code.declaration)
      html.append(markedWeakEnd)
    }
    block("the checked call", to: &html) { $0.append(code.call) }
    html.append(strong)
    block("the strong declaration", to: &html) { html in
      html.append(code.declaration)
      html.append(markedStrongEnd)
    }
    flavour(code, to: &html)
  }

  private static let markedWeakEnd = HTMLText { CodeMarkup.add(weakEnd, to: &$0) }
  private static let markedStrongEnd = HTMLText { CodeMarkup.add(strongEnd, to: &$0) }

  /// The weak declaration with its call, in one block.
  static func add(_ code: Code, to html: inout HTMLText) {
    block("the declaration and the call", to: &html) { html in
      html.append(code.declaration)
      html.append(markedWeakEnd)
      html.newline()
      html.newline()
      html.append(code.call)
    }
    flavour(code, to: &html)
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
  private static func block(_ name: String, to html: inout HTMLText, _ code: (inout HTMLText) -> Void) {
    html.element("div", ["class": "code", "data-name": name]) { html in
      html.element("pre", ["class": "sig"]) { $0.element("code", code) }
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

  private static func flavour(_ code: Code, to html: inout HTMLText) {
    let name = code.name
    if code.local == name { return }
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
  static func addMessages(
    _ name: String, isModule: Bool, on place: LoadMessage.Place, _ map: SiteMap, _ links: PageLinks,
    to html: inout HTMLText
  ) {
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
