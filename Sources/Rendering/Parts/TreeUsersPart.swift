internal import HTMLText
package import KfuncModel
internal import RecordWords

/// BPF programs in the kernel tree that name a kfunc, by the folder they belong to, one line for each file.
package enum TreeUsersPart {
  static func add(_ users: [InTreeUse], in release: KernelRelease, _ sources: SourceLinks, to html: inout HTMLText) {
    if users.isEmpty { return }
    // Areas in the order of their names, files in that of their bytes, lines in theirs.
    let sorted = users.map { (area: area(of: $0.source.file), use: $0) }.sorted { first, second in
      if first.area != second.area { return first.area < second.area }
      let (left, right) = (first.use.source, second.use.source)
      return left.file == right.file
        ? left.line < right.line : left.file.utf8.lexicographicallyPrecedes(right.file.utf8)
    }
    for ofArea in sorted.runs(by: { $0.area == $1.area }) {
      let area = sorted[ofArea.lowerBound].area
      let files = sorted[ofArea].runs { $0.use.source.file == $1.use.source.file }
      let anchor = anchors[area] ?? ""
      html.element("h3", ["id": anchor]) { html in
        html.text("\(area): \(Phrases.count(files.count, "file"))")
        Permalink.add(anchor, to: area, in: &html)
      }
      html.element("ul", ["class": "files"]) { html in
        for file in files {
          html.element("li") { html in
            html.element("code", text: sorted[file.lowerBound].use.source.file)
            html.element("span", ["class": "src"]) { html in
              for (index, place) in file.enumerated() {
                let use = sorted[place].use
                html.text(index == 0 ? " " : index == file.count - 1 ? " and " : ", ")
                html.text(use.form.rawValue)
                html.text(" it at ")
                sources.addLine(use.source, in: release, to: &html)
              }
            }
          }
          html.newline()
        }
      }
    }
  }

  /// How many files declare or call it, and how many only mention it.
  package static func summary(_ users: [InTreeUse], _ release: KernelRelease) -> String {
    if users.isEmpty { return "No BPF program in the tree of \(release) names it." }
    let using = Set(users.filter { $0.form != .mentions }.map(\.source.file))
    let mentioning = Set(users.map(\.source.file)).subtracting(using)
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
    areas.first { file.hasPrefix($0.prefix) }?.name ?? elsewhere
  }

  private static let areas: [(prefix: String, name: String)] = [
    ("tools/testing/selftests/", "Selftests"), ("tools/sched_ext/", "sched_ext schedulers"),
    ("drivers/hid/bpf/", "HID-BPF programs"), ("samples/", "Samples"), ("tools/lib/bpf/", "libbpf headers"),
    ("tools/", "Tools"),
  ]

  private static let anchors = Dictionary(
    uniqueKeysWithValues: (areas.map(\.name) + [elsewhere]).map { area in
      (area, "users-" + area.lowercased().replacing(" ", with: "-"))
    })
}

extension RandomAccessCollection where Index == Int {
  /// The ranges of neighbours that are alike.
  fileprivate func runs(by isAlike: (Element, Element) -> Bool) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start = startIndex
    for index in indices.dropFirst() where !isAlike(self[index - 1], self[index]) {
      runs.append(start..<index)
      start = index
    }
    if start < endIndex { runs.append(start..<endIndex) }
    return runs
  }
}
