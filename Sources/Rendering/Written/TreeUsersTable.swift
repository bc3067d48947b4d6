internal import HTMLText
internal import KfuncModel
internal import RecordWords
internal import SiteContent

/// BPF programs in the kernel trees that were read, and the kfuncs that they use: counted by area and release, then file
/// by file.
enum TreeUsersTable {
  /// What a file does with kfuncs, in all releases.
  private struct File {
    let path: String
    /// The releases in which it uses any, as positions, ascending.
    var releases: [Int] = []
    /// The releases of each use, so too, by the kfunc's name.
    var uses: [String: [Int]] = [:]
    /// The kfuncs that it names without declaring or calling them.
    var isOnlyMentioned: Set<String> = []
    /// The first line of a use in the newest release that has one.
    var place: (number: Int, line: Int) = (-1, 0)
  }

  static func html(_ map: SiteMap, _ links: PageLinks) -> HTMLText {
    let catalogues = map.content.catalogues.sorted { $0.release < $1.release }
    let files = files(catalogues)
    if files.isEmpty { return HTMLText() }
    var areas: [String: [File]] = [:]
    for file in files { areas[TreeUsersPart.area(of: file.path), default: []].append(file) }
    let sorted = areas.sorted {
      ($0.key == TreeUsersPart.elsewhere ? 1 : 0, $0.key) < ($1.key == TreeUsersPart.elsewhere ? 1 : 0, $1.key)
    }
    let releases = catalogues.map(\.release)
    return HTMLText { html in
      html.element("h2", ["id": "in-tree"]) { html in
        html.text("In the kernel tree ")
        html.element(
          "a", ["class": "permalink", "href": "#in-tree", "aria-label": "Link to In the kernel tree"], text: "#")
      }
      introduction(releases, to: &html)
      ScrollingTable.add(
        "Files of BPF programs in the tree", ["Where"] + releases.map { "in \($0)" }, class: "group", to: &html
      ) { html in
        for (area, files) in sorted { row(area, files, releases.indices, to: &html) }
      }
      for (area, files) in sorted {
        html.element("details") { html in
          html.element("summary", text: "\(area): \(Phrases.count(files.count, "file")), with the kfuncs of each")
          list(files, releases, map, links, to: &html)
        }
        html.newline()
      }
    }
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

  private static func files(_ catalogues: [ReleaseCatalogue]) -> [File] {
    var files: [String: File] = [:]
    for (number, catalogue) in catalogues.enumerated() {
      for kfunc in catalogue.kfuncs {
        var forms: [String: Bool] = [:]
        for use in kfunc.users {
          var file = files[use.source.file] ?? File(path: use.source.file)
          if file.releases.last != number { file.releases.append(number) }
          if file.uses[kfunc.name]?.last != number { file.uses[kfunc.name, default: []].append(number) }
          if file.place.number < number || file.place.number == number && use.source.line < file.place.line {
            file.place = (number, use.source.line)
          }
          files[file.path] = file
          forms[file.path] = (forms[file.path] ?? true) && use.form == .mentions
        }
        // The newest release decides what is said of the use.
        for (path, isMention) in forms {
          if isMention {
            files[path]?.isOnlyMentioned.insert(kfunc.name)
          } else {
            files[path]?.isOnlyMentioned.remove(kfunc.name)
          }
        }
      }
    }
    return files.values.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// An area with the number of its files, and of the kfuncs that they use, in each release.
  private static func row(_ area: String, _ files: [File], _ numbers: Range<Int>, to html: inout HTMLText) {
    html.element("tr") { html in
      html.element("th", ["scope": "row"], text: area)
      for number in numbers {
        let own = files.filter { $0.releases.contains(number) }
        let kfuncs = Set(own.flatMap { file in file.uses.filter { $0.value.contains(number) }.keys })
        let words =
          own.isEmpty ? "none" : "\(Phrases.count(own.count, "file")), \(Phrases.count(kfuncs.count, "kfunc"))"
        html.element("td", ["class": own.isEmpty ? "no" : nil], text: words)
      }
    }
    html.newline()
  }

  private static func list(
    _ files: [File], _ releases: [KernelRelease], _ map: SiteMap, _ links: PageLinks, to html: inout HTMLText
  ) {
    html.element("ul", ["class": "files"]) { html in
      for file in files {
        html.element("li") { html in
          let place = SourceReference(file: file.path, line: max(1, file.place.line))
          let href =
            releases.indices.contains(file.place.number)
            ? map.sources.href(place, in: releases[file.place.number]) : nil
          if let href {
            html.element("a", ["href": href]) { $0.element("code", text: file.path) }
          } else {
            html.element("code", text: file.path)
          }
          html.element("span", ["class": "src"], text: " \(words(file.releases, releases)): ")
          let names = file.uses.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
          for (index, name) in names.enumerated() {
            if index > 0 { html.text(", ") }
            html.element("a", ["href": links.href(.kfunc(name), anchor: "users")]) { $0.element("code", text: name) }
            var small: [String] = []
            if let use = file.uses[name], use != file.releases { small.append(words(use, releases)) }
            if file.isOnlyMentioned.contains(name) { small.append("only mentioned") }
            if !small.isEmpty {
              html.element("span", ["class": "src"], text: " (\(small.joined(separator: "; ")))")
            }
          }
        }
        html.newline()
      }
    }
  }

  /// `in 6.12 and 7.2`.
  private static func words(_ numbers: [Int], _ releases: [KernelRelease]) -> String {
    "in \(Phrases.list(numbers.map { releases[$0].description }))"
  }
}
