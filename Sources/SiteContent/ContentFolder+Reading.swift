internal import Diagnostics
internal import KfuncModel
internal import Stages

extension ContentFolder {
  private static let known: Set<String> = [
    "site.yml", "releases.yml", "users.yml", "messages.yml", "catalogue", "kfuncs", "policies", "threads", "releases",
    "pages",
    "local",
  ]

  /// Reads the folder at `path`. Whatever is wrong stands in ``diagnostics``; the rest is read all the same.
  ///
  /// - Parameters:
  ///   - path: The folder.
  ///   - shownAs: How diagnostics call it, by default `path`.
  ///   - readsCatalogues: Whether `catalogue/` is read; names of kfuncs are not checked without it.
  public static func read(
    _ path: String, shownAs: String? = nil, readsCatalogues: Bool = true
  ) -> ContentFolder {
    var memory = ContentMemory()
    return read(path, shownAs: shownAs, readsCatalogues: readsCatalogues, memory: &memory)
  }

  /// Reads the folder at `path` again; what `memory` knows of unchanged files is taken from there.
  public static func read(
    _ path: String, shownAs: String? = nil, readsCatalogues: Bool = true, memory: inout ContentMemory
  ) -> ContentFolder {
    var tree = ContentTree(root: path, shownAs: shownAs ?? path, files: memory.files)
    var content = ContentFolder()
    let entries = tree.names(in: "")
    if entries.isEmpty {
      tree.report(.error, "unreadable", "no folder with content is here", "")
    }
    for name in entries where !known.contains(name) {
      tree.report(.warning, "stray-file", "not read: nothing of that name belongs into this folder", name)
    }
    var found: [Diagnostic] = []
    if let file = tree.single("site.yml") { content.settings = SiteSettingsReader.read(file, diagnostics: &found) }
    if let file = tree.single("releases.yml") {
      content.releases = ReleaseListReader.read(file, diagnostics: &found)
    } else {
      tree.report(.error, "missing-file", "there is no list of releases", "releases.yml")
    }
    if let file = tree.single("users.yml") { content.users = UsersReader.read(file, diagnostics: &found) }
    if let file = tree.single("messages.yml") {
      content.messages = LoadMessagesReader.read(file, diagnostics: &found)
    }
    if readsCatalogues {
      content.catalogues = CataloguesReader.read(from: &tree, memory: &memory.catalogues, diagnostics: &found)
    }
    content.notes = memory.notes.values(of: tree.files(in: "kfuncs", ending: ".md"), diagnostics: &found) {
      KfuncNoteReader.read($0, diagnostics: &$1)
    }
    content.policies = memory.policies.values(of: tree.files(in: "policies", ending: ".md"), diagnostics: &found) {
      PolicyReader.read($0, diagnostics: &$1)
    }
    content.policies.sort { ($0.order, $0.slug) < ($1.order, $1.slug) }
    content.pages = memory.pages.values(of: tree.files(in: "pages", ending: ".md"), diagnostics: &found) {
      PageReader.page($0, diagnostics: &$1)
    }
    content.leads = memory.leads.values(of: tree.files(in: "releases", ending: ".md"), diagnostics: &found) {
      PageReader.lead($0, diagnostics: &$1)
    }
    content.leads.sort { $0.release < $1.release }
    let threads = tree.folders(in: "threads").compactMap { slug in
      tree.thread(slug, memory: &memory, diagnostics: &found)
    }
    // Where all are the same, the very list of before, which takes no time to compare.
    content.threads = memory.allThreads.output(for: threads) { $0 }
    memory.files = tree.remembered
    memory.settle()
    content.diagnostics = found + tree.diagnostics
    let names = memory.catalogueNames.output(for: content.catalogues) { ContentFolder.names(in: $0) }
    let sources = ContentMemory.CheckSources(outline: memory.outline(of: content), shownRoot: tree.shown(""))
    // Nothing of the words of notes, policies, pages and leads is looked at.
    content.diagnostics += memory.checks.output(for: sources) {
      ContentChecks.diagnostics(of: content, catalogued: names, shownRoot: $0.shownRoot)
    }
    content.diagnostics = Array(Set(content.diagnostics)).sorted()
    return content
  }
}

extension ContentTree {
  /// The file `name` at the top of the folder, nil where there is none.
  fileprivate mutating func single(_ name: String) -> ContentFile? {
    guard exists(name), let bytes = bytes(of: name) else { return nil }
    return ContentFile(path: shown(name), stem: String(name.prefix { $0 != "." }), bytes: bytes)
  }

  /// The thread in `threads/SLUG`.
  fileprivate mutating func thread(
    _ slug: String, memory: inout ContentMemory, diagnostics: inout [Diagnostic]
  ) -> ExcerptedThread? {
    let folder = "threads/\(slug)"
    guard exists("\(folder)/thread.yml"), let bytes = bytes(of: "\(folder)/thread.yml") else {
      report(.error, "missing-file", "the thread has no thread.yml", folder)
      return nil
    }
    let messages = files(in: folder, ending: ".md", except: ["thread.yml"])
    let index = ContentFile(path: shown("\(folder)/thread.yml"), stem: "thread", bytes: bytes)
    let known = memory.threads.output(of: slug, for: [index] + messages) { _ in
      let byName = Dictionary(messages.map { ("\($0.stem).md", $0) }) { _, last in last }
      var found: [Diagnostic] = []
      let thread = ThreadReader.read(slug: slug, index: index, messages: byName, diagnostics: &found)
      return ParsedFiles.Parsed(value: thread, diagnostics: found)
    }
    diagnostics += known.diagnostics
    return known.value
  }
}
