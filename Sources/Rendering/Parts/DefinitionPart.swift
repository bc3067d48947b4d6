internal import HTMLText
internal import KfuncModel

/// Where a kfunc is defined and what a kernel needs to have it.
enum DefinitionPart {
  static func add(
    _ definition: KfuncDefinition, in release: KernelRelease, _ sources: SourceLinks, to html: inout HTMLText
  ) {
    html.element("dl", ["class": "facts"]) { html in
      row("Source", to: &html) { html in
        sources.add(definition.source, in: release, isCode: true, to: &html)
        if let condition = definition.condition {
          html.text(", where ")
          html.element("code", text: condition)
        }
      }
      row("Build", to: &html) { html in
        html.text(form(definition.build.form))
        let symbols = definition.build.symbols
        if !symbols.isEmpty {
          html.text(isClause(definition.build.form) ? ", with " : " with ")
          for (index, symbol) in symbols.enumerated() {
            if index > 0 { html.text(index == symbols.count - 1 ? " and " : ", ") }
            html.element("code", text: symbol)
          }
        }
      }
      if definition.isTestingOnly { row("Purpose", to: &html) { $0.text(purpose(definition)) } }
      row("Kernel-doc", to: &html) { html in
        guard let doc = definition.kernelDoc else { return html.text("none above it") }
        html.text("a comment above it, ")
        let place = SourceReference(file: definition.source.file, line: doc.line)
        sources.addLine(place, in: release, to: &html)
      }
      let marks = (definition.isMarked ? ["__bpf_kfunc"] : []) + definition.storage + definition.attributes
      if !marks.isEmpty {
        row("Marks", to: &html) { html in
          for (index, mark) in marks.enumerated() {
            if index > 0 { html.text(" ") }
            html.element("code", text: mark)
          }
        }
      }
    }
  }

  /// Adds the kernel-doc comment that somebody read from their own kernel.
  static func add(_ kernelDoc: String, _ release: KernelRelease, to html: inout HTMLText) {
    html.element("p") { html in
      html.text("Its kernel-doc comment, from your own \(release)")
      html.element("span", ["class": "src"], text: " (Content/local, not part of this site’s content)")
      html.text(":")
    }
    html.element("pre", ["class": "as-written"], text: kernelDoc)
    html.newline()
  }

  private static func row(_ name: String, to html: inout HTMLText, _ content: (inout HTMLText) -> Void) {
    html.element("dt", text: name)
    html.element("dd", [:], content)
    html.newline()
  }

  private static func form(_ form: BuildCondition.Form) -> String {
    switch form {
    case .builtIn: "built in"
    case .module: "a module"
    case .either: "built in or a module, as configured"
    case .unknown: "could not be followed through the Makefiles"
    }
  }

  /// Whether a comma parts the words of a form from what follows them.
  private static func isClause(_ form: BuildCondition.Form) -> Bool { form == .either || form == .unknown }

  private static func purpose(_ definition: KfuncDefinition) -> String {
    definition.source.file == "net/bpf/test_run.c"
      ? "stands among the functions of the kernel's test runs" : "for the kernel's own tests only"
  }
}
