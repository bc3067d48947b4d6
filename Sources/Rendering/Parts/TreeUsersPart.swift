internal import HTMLText
package import KfuncModel
internal import RecordWords

/// BPF programs in the kernel tree that name a kfunc, by the folder they belong to, one line for each file.
package enum TreeUsersPart {
  static func html(_ users: [InTreeUse], in release: KernelRelease, _ sources: SourceLinks) -> HTMLText {
    if users.isEmpty { return HTMLText() }
    var areas: [String: [String: [InTreeUse]]] = [:]
    for use in users { areas[area(of: use.source.file), default: [:]][use.source.file, default: []].append(use) }
    return HTMLText { html in
      for (area, files) in areas.sorted(by: { $0.key < $1.key }) {
        let anchor = "users-" + area.lowercased().replacing(" ", with: "-")
        html.element("h3", ["id": anchor]) { html in
          html.text("\(area): \(Phrases.count(files.count, "file"))")
          Permalink.add(anchor, to: area, in: &html)
        }
        html.element("ul", ["class": "files"]) { html in
          for (file, uses) in files.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            html.element("li") { html in
              html.element("code", text: file)
              html.element("span", ["class": "src"]) { html in
                for (index, use) in uses.sorted(by: { $0.source.line < $1.source.line }).enumerated() {
                  html.text(index == 0 ? " " : index == uses.count - 1 ? " and " : ", ")
                  html.text("\(use.form.rawValue) it at ")
                  sources.addLine(use.source, in: release, to: &html)
                }
              }
            }
            html.newline()
          }
        }
      }
    }
  }

  /// How many files declare or call it, and how many only mention it.
  package static func summary(_ users: [InTreeUse], _ release: KernelRelease) -> String {
    let using = Set(users.filter { $0.form != .mentions }.map(\.source.file))
    let mentioning = Set(users.map(\.source.file)).subtracting(using)
    if users.isEmpty { return "No BPF program in the tree of \(release) names it." }
    var text = "In the tree of \(release), \(Phrases.count(using.count, "file")) of BPF programs declare or call it"
    if using.count == 1 { text = "In the tree of \(release), 1 file of BPF programs declares or calls it" }
    if !mentioning.isEmpty {
      text += mentioning.count == 1 ? "; 1 more only mentions it" : "; \(mentioning.count) more only mention it"
    }
    return text + "."
  }

  /// Whatever no other area holds.
  static let elsewhere = "Elsewhere"

  /// The programs that a file belongs to.
  static func area(of file: String) -> String {
    let areas: [(prefix: String, name: String)] = [
      ("tools/testing/selftests/", "Selftests"), ("tools/sched_ext/", "sched_ext schedulers"),
      ("drivers/hid/bpf/", "HID-BPF programs"), ("samples/", "Samples"), ("tools/lib/bpf/", "libbpf headers"),
      ("tools/", "Tools"),
    ]
    return areas.first { file.hasPrefix($0.prefix) }?.name ?? elsewhere
  }
}
