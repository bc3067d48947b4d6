import Diagnostics
import Foundation
import HTMLInspection
import KfuncModel
import Rendering
import SiteData
import Testing

@testable import SiteBuild

/// A made-up site of 2,600 kfuncs, so many that its lists are cut: what stands on which page, and what leads where.
@Suite struct LongListTests {
  /// Twelve hundred of one word, a hundred of each of fourteen others.
  static let names: [String] = {
    let words = ["arena", "cgroup", "dynptr", "file", "inode", "key", "list", "map", "path", "rbtree", "sock", "xdp"]
    let made =
      (0..<1200).map { "bpf_task_\(["acquire", "put", "release"][$0 % 3])_\($0)" }
      + words.flatMap { word in (0..<100).map { "bpf_\(word)_\($0)" } }
      + (0..<100).map { "scx_bpf_\($0)" } + (0..<100).map { "BPF_upper_\($0)" }
    return made.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }()
  /// Half of the long word went.
  static let gone = Set(names.filter { $0.hasPrefix("bpf_task_") || $0.hasPrefix("scx_") })
  static let released = Set(names.filter { $0.hasSuffix("7") })

  private static let made = Task {
    let folder = try TemporaryFolder()
    try folder.write("title: \"Long\"\nbase-url: https://long.example\n", to: "c/site.yml")
    try folder.write("releases:\n  - release: \"9.1\"\n  - release: \"9.2\"\n", to: "c/releases.yml")
    try folder.write(
      """
      ---
      title: "Rules"
      summary: "Three rules."
      clauses:
        - id: rule-of-all-but-few
          heading: one
          selector: {flag: KF_ACQUIRE}
        - id: rule-of-some
          heading: two
          selector: {flag: KF_RELEASE}
        - id: rule-of-few
          heading: three
          selector: {name: "bpf_map_*"}
      ---

      # Rules

      ## One

      Text.

      ## Two

      Text.

      ## Three

      Text.
      """, to: "c/policies/rules.md")
    try folder.write(
      """
      ---
      title: "Rules, once more"
      summary: "A rule that asks what another asks."
      clauses:
        - id: rule-once-more
          heading: one
          selector: {flag: KF_ACQUIRE}
      ---

      # Rules, once more

      ## One

      Text.
      """, to: "c/policies/again.md")
    for (minor, names) in [(1, names), (2, names.filter { !gone.contains($0) })] {
      let catalogue = catalogue(names, at: minor)
      try folder.write(String(decoding: catalogue.jsonBytes(), as: UTF8.self), to: "c/catalogue/9.\(minor).json")
    }
    let options = BuildOptions(
      content: folder.path + "/c", templates: folder.path + "/none", output: folder.path + "/site")
    let preparation = try SitePipeline(options).prepare()
    #expect(preparation.diagnostics.filter { $0.severity >= .warning }.isEmpty, "\(preparation.diagnostics)")
    let site = try #require(preparation.site)
    // Entries and stability pages are as on every site.
    let lists = site.paths.filter { path in
      path.hasSuffix(".html")
        && (path == "kfuncs/index.html" || path.contains("/by-name/") || !path.hasPrefix("kfuncs/"))
    }
    return (
      site: site, paths: Set(site.paths),
      pages: Dictionary(uniqueKeysWithValues: lists.map { ($0, site.bytes(at: $0) ?? []) }),
      index: site.bytes(at: "assets/list-index.js"), sitemap: site.bytes(at: "sitemap.xml")
    )
  }

  /// A list, and the names that it must show.
  private static let lists: [(folder: String, names: [String])] = [
    ("kfuncs", names), ("flags/KF_ACQUIRE", names), ("program-types/BPF_PROG_TYPE_XDP", names), ("id-sets/ids", names),
    ("removed", names.filter(gone.contains)), ("policies/rules/reach/rule-of-all-but-few", names),
    ("releases/9.2", names.filter(gone.contains)),
  ]

  @Test(arguments: 0..<7) func everyKfuncStandsOnOnePartAndPartsComeInOrder(_ number: Int) async throws {
    let (folder, wanted) = Self.lists[number]
    let site = try await Self.made.value
    let parts = site.pages.filter { $0.key.hasPrefix(folder + "/by-name/") }
    #expect(parts.count > 1)
    #expect(site.pages[folder + "/index.html"] != nil, "the address of a list stays whatever it holds")
    var found: [String] = []
    for (_, page) in parts.sorted(by: { $0.key < $1.key }) {
      let listed = Self.listed(on: page)
      // What a clause reaches comes by subsystem and by what the releases say.
      found += folder.hasPrefix("policies") ? listed.sorted { $0.lowercased() < $1.lowercased() } : listed
    }
    #expect(found == wanted.sorted { $0.lowercased() < $1.lowercased() })
    #expect(Self.listed(on: site.pages[folder + "/index.html"] ?? []) == [])
  }

  @Test func noPageIsLargerThanAReaderCanUse() async throws {
    for (path, page) in try await Self.made.value.pages {
      #expect(page.count < 300_000, "\(path)")
      let elements = HTMLTokens.of(page).count { if case .open = $0 { true } else { false } }
      #expect(elements < 11_000, "\(path)")
    }
  }

  @Test func everyLinkOfAListLeadsToAPage() async throws {
    let site = try await Self.made.value
    var links = 0
    for (path, page) in site.pages where path != "404.html" {
      let tokens = HTMLTokens.of(page)
      #expect(tokens.faults == [], "\(path)")
      let ids = Set(tokens.values(of: "id"))
      for href in tokens.values(of: "href") + tokens.values(of: "src") where !href.hasPrefix("https:") {
        links += 1
        if href.hasPrefix("#") {
          #expect(ids.contains(String(href.dropFirst())), "\(path): \(href)")
          continue
        }
        let target = Self.file(of: href, from: path)
        #expect(site.paths.contains(target), "\(path): '\(href)' leads nowhere (\(target))")
      }
    }
    #expect(links > 15_000)
  }

  @Test func aPartSaysWhatItCoversAndLeadsToItsNeighbours() async throws {
    let site = try await Self.made.value
    // Of 1,200 names that begin with `bpf_t`, all with `bpf_task_`, a third each goes on with `a`, `p` and `r`.
    let page = try #require(site.pages["kfuncs/by-name/bpf_task_p/index.html"])
    let tokens = HTMLTokens.of(page)
    #expect(tokens.text.contains("Kfuncs: bpf_task_p…"))
    #expect(tokens.text.contains("400 kfuncs: bpf_task_put_1 to bpf_task_put_997"))
    #expect(tokens.text.contains("A part of Kfuncs: 2600 kfuncs in all."))
    let text = String(decoding: page, as: UTF8.self)
    #expect(text.contains("<link rel=\"canonical\" href=\"https://long.example/kfuncs/by-name/bpf_task_p/\">"))
    #expect(text.contains("rel=\"prev\" href=\"../bpf_task_a/\""))
    #expect(text.contains("rel=\"next\" href=\"../bpf_task_r/\""))
    #expect(text.contains("<a href=\"../bpf_t/\">bpf_t…</a>"), "the part that it was cut from, in the breadcrumbs")
    #expect(text.contains("href=\"../../../data/index.json\""))
    // The part that was cut leads to its own; nothing is before the first or behind the last.
    let cut = try #require(site.pages["kfuncs/by-name/bpf_t/index.html"])
    for letter in ["a", "p", "r"] { #expect(HTMLTokens.of(cut).values(of: "href").contains("../bpf_task_\(letter)/")) }
    #expect(Self.listed(on: cut) == [])
    let last = try #require(site.pages["kfuncs/by-name/s/index.html"])
    #expect(!String(decoding: last, as: UTF8.self).contains("rel=\"next\""))
  }

  @Test func sitemapHasEveryPart() async throws {
    let site = try await Self.made.value
    let map = String(decoding: try #require(site.sitemap), as: UTF8.self)
    for path in site.pages.keys where path.contains("/by-name/") || path.contains("/reach/") {
      #expect(map.contains("<loc>https://long.example/\(path.dropLast("index.html".count))</loc>"), "\(path)")
    }
  }

  @Test func aPolicyTellsHowManyAClauseReachesAndLeadsToThem() async throws {
    let site = try await Self.made.value
    let policy = try #require(site.pages["policies/rules/index.html"])
    let tokens = HTMLTokens.of(policy)
    // The clause of a hundred is listed where it stands; the others have pages.
    #expect(Self.listed(on: policy) == Self.names.filter { $0.hasPrefix("bpf_map_") })
    #expect(tokens.text.contains("All 2600 kfuncs"))
    #expect(
      tokens.text.contains(
        "Reaches 2600 of 2600 in 9.1 and 1300 of 1300 in 9.2 (flag: KF_ACQUIRE); 1300 kfuncs in earlier"))
    #expect(tokens.values(of: "href").contains("reach/rule-of-all-but-few/"))
    #expect(!site.paths.contains("policies/rules/reach/rule-of-few/index.html"))
    let some = try #require(site.pages["policies/rules/reach/rule-of-some/index.html"])
    #expect(Self.listed(on: some).sorted() == Self.released.sorted())
    #expect(!site.paths.contains { $0.hasPrefix("policies/rules/reach/rule-of-some/by-name/") })
  }

  @Test func clausesThatAskTheSameHavePagesOfTheirOwn() async throws {
    let site = try await Self.made.value
    func parts(_ policy: String, _ clause: String) -> [(name: Substring, listed: [String])] {
      let folder = "policies/\(policy)/reach/\(clause)/by-name/"
      return site.pages.filter { $0.key.hasPrefix(folder) }.sorted { $0.key < $1.key }
        .map { ($0.key.dropFirst(folder.count), Self.listed(on: $0.value)) }
    }
    let (first, second) = (parts("rules", "rule-of-all-but-few"), parts("again", "rule-once-more"))
    #expect(first.count > 1)
    #expect(first.map(\.name) == second.map(\.name))
    #expect(first.map(\.listed) == second.map(\.listed))
    let page = HTMLTokens.of(try #require(site.pages["policies/again/reach/rule-once-more/index.html"]))
    #expect(page.text.contains("Rules, once more"))
    #expect(!page.values(of: "href").contains { $0.contains("rule-of-all-but-few") })
  }

  @Test func longDataFilesAreWrittenAsTheyAreServed() async throws {
    let site = try await Self.made.value.site
    let folder = try TemporaryFolder()
    let paths = [
      "data/catalogue/9.1.json", "data/releases/9.1.json", "data/comparisons/9.1..9.2.json", "data/notes/9.2.json",
    ]
    let long = site.files.filter { paths.contains($0.address.path) }
    #expect(long.count == paths.count)
    for file in long {
      var pieces = 0
      let size = try OutputFile.write(to: "file", in: folder.path) { write in
        try file.write {
          pieces += 1
          try write($0)
        }
      }
      let written = try [UInt8](Data(contentsOf: URL(filePath: folder.path + "/file")))
      #expect(pieces > 1)
      #expect(size == written.count)
      #expect(written == site.bytes(at: file.address.path), "\(file.address.path)")
      try FileManager.default.removeItem(atPath: folder.path + "/file")
    }
  }

  @Test func notesOfAReleaseSayHowManyAndLeadToWhatIsToldOfEach() async throws {
    let site = try await Self.made.value
    let notes = HTMLTokens.of(try #require(site.pages["releases/9.2/index.html"]))
    #expect(
      notes.text.contains(
        "Linux 9.2 has 1300 kfuncs that programs can call, 9.1 has 2600: none is new and 1300 are gone."))
    // What holds for all of them stays.
    #expect(notes.text.contains("does not load with 9.2, even if it never calls it."))
    #expect(notes.text.contains("1300 kfuncs, told by name."))
    #expect(notes.values(of: "href").contains("by-name/s/"))
    let part = HTMLTokens.of(try #require(site.pages["releases/9.2/by-name/s/index.html"]))
    #expect(part.values(of: "id").contains("removed-scx_bpf_7"))
    #expect(part.text.contains("100 kfuncs: scx_bpf_0 to scx_bpf_99"))
    #expect(!part.text.contains("What was compared"))
  }

  @Test func programsInTheTreeStandOnOnePageEach() async throws {
    let site = try await Self.made.value
    let parts = site.pages.filter { $0.key.hasPrefix("users/selftests/t/") }
    #expect(
      parts.keys.sorted()
        == ["index", "task_a/index", "task_p/index", "task_r/index"].map { "users/selftests/t/\($0).html" })
    let files = parts.values.flatMap { page in
      String(decoding: page, as: UTF8.self).matches(of: /<li><code>tools[^<]*\/([a-z_0-9]+)\.c</).map { "bpf_" + $0.1 }
    }
    #expect(files.sorted() == Self.names.filter { $0.hasPrefix("bpf_task_") }.sorted())
  }

  @Test func theFiltersAskEveryKfunc() async throws {
    let site = try await Self.made.value
    let script = String(decoding: try #require(site.index), as: UTF8.self)
    let json = script.dropFirst("kfuncdocsList(".count).dropLast(");\n".count)
    let value = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect(value["names"] as? [String] == Self.names)
    func said(_ column: String, _ sets: String) -> [[String]] {
      let sets = value[sets] as? [[String]] ?? []
      return (value[column] as? [Int] ?? []).map { sets[$0] }
    }
    #expect(said("state", "stateSets") == Self.names.map { Self.gone.contains($0) ? ["gone"] : ["present"] })
    #expect(said("releases", "releaseSets") == Self.names.map { Self.gone.contains($0) ? ["9.1"] : ["9.1", "9.2"] })
    #expect(said("types", "typeSets") == Self.names.map { _ in ["XDP"] })
    #expect(
      said("flags", "flagSets") == Self.names.map { Self.released.contains($0) ? ["ACQUIRE", "RELEASE"] : ["ACQUIRE"] })
    #expect(said("change", "changes") == Self.names.map { Self.gone.contains($0) ? ["9.2"] : ["none found"] })
    // A site whose list is whole has its rows on the page.
    #expect(try await ShippedSiteTests.shipped.value["assets/list-index.js"] == nil)
  }

  @Test func theShippedSiteIsWhole() async throws {
    let paths = try await ShippedSiteTests.shipped.value.keys
    #expect(!paths.contains { $0.contains("/by-name/") || $0.contains("/reach/") })
  }

  // MARK: Reading

  /// The kfuncs that the lists of a page name, in its order: links to entries within tables and lists of names.
  private static func listed(on page: [UInt8]) -> [String] {
    let text = String(decoding: page, as: UTF8.self)
    guard let main = text.range(of: "<main"), let end = text.range(of: "</main>") else { return [] }
    var names: [String] = []
    for match in text[main.lowerBound..<end.lowerBound].matches(
      of: /<a href="(?:\.\.\/)*(?:kfuncs\/)?([A-Za-z0-9_]+)\/"><code>\1</)
    {
      names.append(String(match.1))
    }
    return names
  }

  private static func file(of href: String, from page: String) -> String {
    var folders = page.split(separator: "/").dropLast().map(String.init)
    let path = String(href.prefix { $0 != "#" })
    if path.isEmpty { return page }
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = folders.popLast() } else { folders.append(String(part)) }
    }
    return (folders + (path.hasSuffix("/") ? ["index.html"] : [])).joined(separator: "/")
  }

  // MARK: What is built

  private static func catalogue(_ names: [String], at minor: Int) -> ReleaseCatalogue {
    func place(_ line: Int) -> SourceReference { SourceReference(file: "fs/some.c", line: line) }
    var catalogue = ReleaseCatalogue(
      release: KernelRelease(major: 9, minor: minor),
      source: KernelSourceRecord(version: "9.\(minor)", description: "made up", form: .tree, identity: "sha256:0"))
    catalogue.kfuncs = names.map { name in
      let prototype = Prototype(name: name, returnType: "u64", parameters: [])
      let build = BuildCondition(symbols: [], form: .builtIn)
      var kfunc = Kfunc(
        name: name,
        definitions: [KfuncDefinition(source: place(1), prototype: prototype, isMarked: true, build: build)])
      if name.hasPrefix("bpf_task_") {
        let file = "tools/testing/selftests/bpf/progs/\(name.dropFirst(4)).c"
        kfunc.users = [InTreeUse(source: SourceReference(file: file, line: 7), form: .calls)]
      }
      return kfunc
    }
    let acquire = KfuncFlag(rawValue: "KF_ACQUIRE")
    let release = KfuncFlag(rawValue: "KF_RELEASE")
    catalogue.flags = [
      FlagDefinition(flag: acquire, value: "(1 << 0)", source: place(5)),
      FlagDefinition(flag: release, value: "(1 << 1)", source: place(6)),
    ]
    catalogue.idSets = [
      IDSet(
        name: "ids", source: place(2), opening: "BTF_KFUNCS_START",
        members: names.map { name in
          IDSet.Member(name: name, flags: released.contains(name) ? [acquire, release] : [acquire], source: place(3))
        })
    ]
    catalogue.registrations = [
      Registration(
        programType: ProgramType(rawValue: "BPF_PROG_TYPE_XDP"), variable: "v",
        idSet: IDSetIdentity(file: "fs/some.c", name: "ids"), source: place(4))
    ]
    return catalogue
  }
}
