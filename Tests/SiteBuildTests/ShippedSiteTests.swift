import Foundation
import HTMLInspection
import SiteBuild
import Testing

/// The site of the committed content, as `make site` builds it.
@Suite struct ShippedSiteTests {
  /// Built once for all tests that only look at it.
  static let shipped = Task { try await build("site") }
  private static let offline = Task { try await build("site", offline: true) }

  private static func build(
    _ name: String, offline: Bool = false, width: Int? = nil
  ) async throws -> [String: Data] {
    let folder = try TemporaryFolder()
    let options = BuildOptions(
      content: ProjectFolder.root + "/Content", templates: ProjectFolder.root + "/Templates",
      output: folder.path + "/" + name, isOffline: offline, width: width)
    let report = try await SitePipeline(options).run()
    #expect(report.written != nil)
    return try TemporaryFolder.files(folder.path + "/" + name)
  }

  @Test(arguments: [false, true]) func everyLinkAndAnchorExists(_ offline: Bool) async throws {
    let files = try await (offline ? Self.offline : Self.shipped).value
    let pages = files.filter { $0.key.hasSuffix(".html") }.mapValues { HTMLTokens.of(Array($0)) }
    #expect(pages.count > 400)
    let anchors = pages.mapValues { Set($0.values(of: "id")) }
    var links = 0
    for (path, tokens) in pages {
      #expect(tokens.faults == [], "\(path)")
      let ids = tokens.values(of: "id")
      #expect(ids.count == Set(ids).count, "ids twice in \(path)")
      for href in tokens.values(of: "href") + tokens.values(of: "src") where !href.hasPrefix("https://") {
        links += 1
        let (target, anchor) = Self.target(of: href, from: path, offline: offline)
        guard let found = files[target] else {
          Issue.record("\(path): '\(href)' leads nowhere (\(target))")
          continue
        }
        _ = found
        if let anchor { #expect(anchors[target]?.contains(anchor) == true, "\(path): no anchor '\(href)'") }
      }
    }
    #expect(links > 4000)
  }

  /// The file that a browser (or a host that shows a folder's index.html) asks for.
  private static func target(of href: String, from page: String, offline: Bool) -> (String, String?) {
    let parts = href.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let anchor = parts.count > 1 ? String(parts[1]).removingPercentEncoding : nil
    if parts[0].isEmpty { return (page, anchor) }
    var folders = page.split(separator: "/").dropLast().map(String.init)
    let path = String(parts[0]).removingPercentEncoding ?? ""
    for part in path.split(separator: "/") where part != "." {
      if part == ".." {
        if folders.popLast() == nil { return ("outside", anchor) }
      } else {
        folders.append(String(part))
      }
    }
    let isFolder = path.hasSuffix("/")
    // From `file://` a link to a folder shows a list of files, not a page.
    if isFolder, offline { return ("a folder", anchor) }
    return ((folders + (isFolder ? ["index.html"] : [])).joined(separator: "/"), anchor)
  }

  /// Flags that a whole release changed are told as such on both pages of a kfunc.
  @Test func entryAndStabilityPageShowTheSameTableOfReleases() async throws {
    let files = try await Self.shipped.value
    func table(_ path: String) -> String? {
      guard let text = files[path].map({ String(decoding: $0, as: UTF8.self) }),
        let start = text.range(of: "<table class=\"matrix\">"),
        let end = text.range(of: "</table>", range: start.upperBound..<text.endIndex)
      else { return nil }
      return String(text[start.lowerBound..<end.upperBound])
    }
    var (compared, explained) = (0, 0)
    for path in files.keys where path.hasPrefix("kfuncs/") && path.hasSuffix("/stability/index.html") {
      // A kfunc that no release read has has an entry without a table.
      guard let entry = table(path.replacingOccurrences(of: "/stability/", with: "/")) else { continue }
      #expect(table(path) == entry, "\(path)")
      compared += 1
      if entry.contains("with the whole release: ") { explained += 1 }
    }
    #expect(compared > 400)
    #expect(explained > 0)
  }

  @Test func everyPageHasWhatReadersAndMachinesNeed() async throws {
    for (path, data) in try await Self.shipped.value where path.hasSuffix(".html") {
      let tokens = HTMLTokens.of(Array(data))
      func count(_ name: String) -> Int {
        tokens.count { if case .open(name, _) = $0 { true } else { false } }
      }
      #expect(tokens.first == .open(name: "!doctype", attributes: [:]), "\(path)")
      #expect(tokens.contains(.open(name: "html", attributes: ["lang": "en"])), "\(path)")
      for name in ["title", "h1", "main", "header", "footer"] { #expect(count(name) == 1, "\(name) in \(path)") }
      #expect(tokens.contains(.open(name: "a", attributes: ["class": "skip", "href": "#main"])), "\(path)")
      let policy = tokens.values(of: "content").first { $0.contains("default-src") }
      #expect(policy?.hasPrefix("default-src 'none';") == true, "\(path)")
      // The search over texts alone may run WebAssembly, and nothing else that the word would admit.
      #expect(
        policy?.contains("unsafe") == (path == "search/index.html")
          && policy?.replacing("'wasm-unsafe-eval'", with: "").contains("unsafe") == false, "\(path)")
      #expect(tokens.attributeNames.isDisjoint(with: ["style", "onclick", "align"]), "\(path)")
      #expect(path == "index.html" || tokens.values(of: "aria-label").contains("Breadcrumbs"), "\(path)")
    }
  }

  /// Message-IDs and the addresses of lists may stand there, known by the fields that hold them and not by their shape;
  /// nobody else's address does: in pages, feeds, data and the index of names.
  @Test func noFileHoldsAPersonalAddress() async throws {
    var allowed: Set<String> = []
    let content = ProjectFolder.root + "/Content"
    for name in try FileManager.default.subpathsOfDirectory(atPath: content)
    where name.hasSuffix(".md") || name.hasSuffix(".yml") {
      let text = try String(contentsOfFile: content + "/" + name, encoding: .utf8)
      for line in text.split(separator: "\n") where line.contains("@") {
        let isField = ["id: \"", "message-id: ", "in-reply-to: \"", "under: \"", "<https://lore.kernel.org/"].contains {
          line.contains($0)
        }
        let isEntry = name.hasSuffix("thread.yml") && line.drop { $0 == " " }.hasPrefix("- \"")
        if isField || isEntry { allowed.formUnion(Self.addresses(in: String(line))) }
      }
    }
    #expect(allowed.count > 10)
    // Lists that MAINTAINERS names (`L:`), which catalogues keep apart from people, of whom they keep no address.
    let catalogue = try String(contentsOfFile: ProjectFolder.root + "/Content/catalogue/7.3.json", encoding: .utf8)
    for part in catalogue.components(separatedBy: "\"lists\": [").dropFirst() {
      allowed.formUnion(Self.addresses(in: String(part.prefix { $0 != "]" })))
    }
    var found = 0
    for (path, data) in try await Self.shipped.value {
      for address in Self.addresses(in: String(decoding: data, as: UTF8.self)) {
        found += 1
        #expect(allowed.contains { $0.hasSuffix(address) || address.hasSuffix($0) }, "\(path): \(address)")
      }
    }
    #expect(found > 0)
  }

  /// What looks like an address: a word, `@` (or `%40`), and a word with a full stop inside.
  private static func addresses(in text: String) -> Set<String> {
    let parts = text.replacing("%40", with: "@").split(separator: "@", omittingEmptySubsequences: false)
    func isPart(_ byte: UInt8, _ more: String.UTF8View) -> Bool {
      (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
        || more.contains(byte)
    }
    var found: Set<String> = []
    for (before, after) in zip(parts, parts.dropFirst()) {
      let name = before.utf8.suffix(100).reversed().prefix { isPart($0, "._%+=-".utf8) }.reversed()
      let host = after.utf8.prefix { isPart($0, ".-".utf8) }
      guard !name.isEmpty, host.dropLast().contains(UInt8(ascii: ".")) else { continue }
      found.insert(String(decoding: name, as: UTF8.self) + "@" + String(decoding: host, as: UTF8.self))
    }
    return found
  }

  @Test func twoBuildsGiveTheSameBytes() async throws {
    let narrow = try await Self.build("another/place", width: 1)
    let wide = try await Self.build("one", width: 4)
    #expect(narrow.count > 400)
    #expect(narrow == wide)
    #expect(try await narrow == Self.shipped.value)
  }

  @Test func filteredKfuncIsNotShownAsOpenToAll() async throws {
    // fs/bpf_fs_kfuncs.c of 7.3: registered for LSM, whose hook holds TRACING too; the filter lets LSM alone through.
    let page = try await Self.shipped.value["kfuncs/bpf_get_file_xattr/index.html"]
    let text = HTMLTokens.of(Array(try #require(page))).text
    #expect(text.contains("LSM programs may call it"))
    #expect(!text.contains("TRACING programs may call it"))
    #expect(text.contains("refused by bpf_fs_kfuncs_filter (fs/bpf_fs_kfuncs.c:439)"))
    #expect(text.contains("where IS_ENABLED(CONFIG_BINFMT_MISC_BPF)"))
  }
}
