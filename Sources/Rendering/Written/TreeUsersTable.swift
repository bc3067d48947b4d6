internal import HTMLText
internal import KfuncModel
internal import RecordWords

/// BPF programs in the kernel trees that were read, counted by area and release; their pages tell them file by file.
enum TreeUsersTable {
  static func html(_ uses: TreeUses, _ links: PageLinks) -> HTMLText {
    if uses.areas.isEmpty { return HTMLText() }
    return HTMLText { html in
      html.element("h2", ["id": "in-tree"]) { html in
        html.text("In the kernel tree")
        Permalink.add("in-tree", to: "In the kernel tree", in: &html)
      }
      introduction(uses.releases, to: &html)
      ScrollingTable.add(
        "Files of BPF programs in the tree", ["Where"] + uses.releases.map { "in \($0)" }, class: "group", to: &html
      ) { html in
        for area in uses.areas { row(area, uses.releases.indices, links, to: &html) }
      }
    }
  }

  /// An area with the number of its files, and of the kfuncs that they use, in each release.
  private static func row(_ area: TreeUses.Area, _ numbers: Range<Int>, _ links: PageLinks, to html: inout HTMLText) {
    html.element("tr") { html in
      html.element("th", ["scope": "row"]) { html in
        html.link(links, .treeUsers(area.name), text: area.name)
      }
      for number in numbers {
        let own = area.files.filter { $0.releases.contains(number) }
        let kfuncs = Set(own.lazy.flatMap { $0.uses.lazy.filter { $0.releases.contains(number) }.map(\.kfunc) })
        let words =
          own.isEmpty ? "none" : "\(Phrases.count(own.count, "file")), \(Phrases.count(kfuncs.count, "kfunc"))"
        html.element("td", ["class": own.isEmpty ? "no" : nil], text: words)
      }
    }
    html.newline()
  }

  private static func introduction(_ releases: [KernelRelease], to html: inout HTMLText) {
    html.element(
      "p",
      text:
        "Found in the sources of \(Phrases.list(releases.map(\.description))): files that are compiled for BPF, or are "
        + "headers of such files, and declare, call or mention a kfunc of the same release.")
    html.element(
      "p", ["class": "src"],
      text:
        "Looked at were files ending in .c or .h below tools/, samples/ and folders called progs or preload, and all "
        + "that end in .bpf.c or .bpf.h, where they say by an include, a section or a __ksym declaration that they are BPF "
        + "programs, and the headers that those include. Not searched: other languages, names that a macro puts together "
        + "or a script writes, documentation, and releases between those named. No entry does not mean unused.")
  }
}
