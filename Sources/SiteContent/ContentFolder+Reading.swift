internal import Diagnostics
internal import KfuncModel
internal import ParallelMap
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
    var memory = ContentMemory(isKept: false)
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
    // Catalogues and texts are half of the work each; neither needs the other.
    let (_, imported) = concurrently {
      readTexts(from: &tree, into: &content, memory: &memory, diagnostics: &found)
    } beside: { [tree = tree.forgetful, catalogues = memory.catalogues, isReadOnce = !memory.files.isKept] in
      readsCatalogues ? CataloguesReader.read(from: tree, memory: catalogues, isReadOnce: isReadOnce) : nil
    }
    if let imported {
      content.catalogues = imported.catalogues
      memory.catalogues = imported.memory
      found += imported.diagnostics
    }
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

  /// Notes, policies, pages, leads and threads.
  private static func readTexts(
    from tree: inout ContentTree, into content: inout ContentFolder, memory: inout ContentMemory,
    diagnostics found: inout [Diagnostic]
  ) {
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
    let threads = tree.folders(in: "threads").compactMap { tree.thread($0) }
    let round = memory.threads.round(of: threads, by: \.slug, shared: 0) { thread in
      let byName = Dictionary(thread.messages.map { ("\($0.stem).md", $0) }) { _, last in last }
      var found: [Diagnostic] = []
      let value = ThreadReader.read(slug: thread.slug, index: thread.index, messages: byName, diagnostics: &found)
      return ParsedFiles.Parsed(value: value, diagnostics: found)
    }
    // Where all are the same, the very list of before, which takes no time to compare.
    content.threads = memory.allThreads.output(for: round.outputs.compactMap(\.value)) { $0 }
    found += round.outputs.flatMap(\.diagnostics)
  }
}

extension ContentTree {
  /// The file `name` at the top of the folder, nil where there is none.
  fileprivate mutating func single(_ name: String) -> ContentFile? {
    guard exists(name), let bytes = bytes(of: name) else { return nil }
    return ContentFile(path: shown(name), stem: String(name.prefix { $0 != "." }), bytes: bytes)
  }

  /// The files of the thread in `threads/SLUG`.
  fileprivate mutating func thread(_ slug: String) -> ThreadFiles? {
    let folder = "threads/\(slug)"
    guard exists("\(folder)/thread.yml"), let bytes = bytes(of: "\(folder)/thread.yml") else {
      report(.error, "missing-file", "the thread has no thread.yml", folder)
      return nil
    }
    let messages = files(in: folder, ending: ".md", except: ["thread.yml"])
    let index = ContentFile(path: shown("\(folder)/thread.yml"), stem: "thread", bytes: bytes)
    return ThreadFiles(slug: slug, index: index, messages: messages)
  }
}
