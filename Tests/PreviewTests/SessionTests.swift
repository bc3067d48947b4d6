import ContentEdits
import Foundation
import TestFiles
import Testing

@testable import Preview

/// The real binary, from the first save to Ctrl-C.
@Suite(.serialized) struct SessionTests {
  /// A running preview of a small site.
  private final class Running {
    static let program = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appendingPathComponent("kfuncdocs").path

    let content: EditedContent
    private let process: ChildProcess
    private let written: TemporaryFolder
    let port: Int

    /// A site that `prepare` makes ready, shown with `options`; programs are looked for in `path` first.
    init(
      _ options: [String] = [], path: String? = nil, _ prepare: (TemporaryFolder) throws -> Void = { _ in }
    ) async throws {
      content = try EditedContent(seed: 1)
      try prepare(content.folder)
      written = try TemporaryFolder()
      var environment = ProcessInfo.processInfo.environment
      if let path { environment["PATH"] = path + ":" + (environment["PATH"] ?? "") }
      process = try ChildProcess(
        [Self.program, "preview", "--port", "0"] + options, in: content.folder.path, environment: environment,
        errors: written("errors"))
      let (written, process) = (written, process)
      // One line tells the address, the next that the site is there.
      try await wait { Self.text(written).contains("built in") || process.hasEnded }
      let text = Self.text(written)
      let address = try #require(text.range(of: "http://localhost:"))
      port = try #require(Int(text[address.upperBound...].prefix { $0.isNumber }))
    }

    deinit {
      // Its number is its own until somebody has waited for it.
      if status == nil {
        process.kill()
        process.wait()
      }
    }

    private static func text(_ written: TemporaryFolder) -> String {
      String(decoding: written.bytes(of: "errors") ?? [], as: UTF8.self)
    }

    /// What it told so far.
    var told: String { Self.text(written) }

    private var status: Int32?

    /// Ends it as Ctrl-C does; its exit status.
    func interrupt() -> Int32 {
      process.send(SIGINT)
      let ended = process.wait()
      status = ended
      return ended
    }

    func stream(_ page: String) throws -> RawConnection {
      let stream = try RawConnection(port)
      stream.send("GET /.preview/events?page=\(page) HTTP/1.1\r\nHost: localhost:\(port)\r\n\r\n")
      return stream
    }
  }

  private static func isEvent(_ text: String) -> Bool { text.contains("data:") && text.hasSuffix("\n\n\r\n") }

  @Test func savesAreShownAndErrorsAreToldUntilTheyAreMended() async throws {
    let preview = try await Running()
    let folder = preview.content.folder
    let stream = try preview.stream("/about/")
    let first = await stream.receive(until: Self.isEvent)
    #expect(first.text.contains("\"diagnostics\": \"\""))
    let good = "---\ntitle: About\n---\n\nNew words in the page.\n"
    try folder.write(good, to: "Content/pages/about.md")
    #expect(await stream.receive(until: Self.isEvent).text.contains("data:"))
    #expect(try await get("/about/", preview.port).body.contains("New words in the page."))

    // A save by rename, as most editors do it, with a slip in it.
    try folder.write(good + "\n[[kfunc:bpf_fix_opne]]\n", to: "Content/pages/.about.md.swp")
    #expect(rename(folder("Content/pages/.about.md.swp"), folder("Content/pages/about.md")) == 0)
    let broken = await stream.receive(until: Self.isEvent)
    #expect(broken.text.contains("\"kept\": true"))
    #expect(!broken.text.contains("about.md"))
    let told = try await get("/.preview/diagnostics.json", preview.port).body
    #expect(told.contains("\"file\": \"Content/pages/about.md\", \"line\": 7, \"column\": 1"))
    let kept = try await get("/about/", preview.port).body
    #expect(kept.contains("New words in the page.") && !kept.contains("opne"))
    #expect(preview.told.contains("Content/pages/about.md:7:1: error: "))

    try folder.write(good, to: "Content/pages/about.md")
    #expect(await stream.receive(until: Self.isEvent).text.contains("\"diagnostics\": \"\""))
    #expect(try await get("/.preview/diagnostics.json", preview.port).body.contains("[]"))

    // A folder that was not there before, and what is in it.
    try folder.write("body { color: green }", to: "Templates/assets/site.css")
    let styles = await stream.receive(until: Self.isEvent)
    #expect(styles.text.contains("data:"))
    #expect(try await get("/assets/preview/site.css", preview.port).body == "body { color: green }")
    // The page itself stayed: its digest is the one from before.
    func page(_ text: String) -> String? {
      text.components(separatedBy: "\"page\": \"").last.map { String($0.prefix(32)) }
    }
    let state = try await get("/about/", preview.port).body
    #expect(page(styles.text).map { state.contains("data-state=\"\($0)\"") } == true)

    #expect(preview.interrupt() == 0)
    #expect(await stream.receive(seconds: 5).isOver)
    // Nothing was written beside the content.
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["Content", "Templates"])
  }

  @Test func everyWayToSaveReachesTheReader() async throws {
    let preview = try await Running()
    let (folder, files, port) = (preview.content.folder, FileManager.default, preview.port)
    let pages = folder("Content/pages")
    func shows(_ words: String?, at target: String = "/x/", _ way: String, _ edit: () throws -> Void) async throws {
      try edit()
      for _ in 0..<1_000 {
        let reply = try await get(target, port)
        if let words { if reply.statuses == [200], reply.text.contains(words) { return } }
        if words == nil, reply.statuses == [404] { return }
        try await Task.sleep(for: .milliseconds(20))
      }
      Issue.record("\(way) is not seen")
    }
    try await shows("First.", "a new file") { try folder.write("# X\n\nFirst.\n", to: "Content/pages/x.md") }
    try await shows("Second.", "moved away, written, removed") {
      #expect(rename(pages + "/x.md", pages + "/x.md~") == 0)
      try folder.write("# X\n\nSecond.\n", to: "Content/pages/x.md")
      #expect(unlink(pages + "/x.md~") == 0)
    }
    try await shows("Burst 99.", "a burst") {
      for number in 0..<100 { try folder.write("# X\n\nBurst \(number).\n", to: "Content/pages/x.md") }
    }
    try await shows(nil, "a folder moved away") { #expect(rename(pages, folder("away")) == 0) }
    try await shows("Burst 99.", "a folder moved back") { #expect(rename(folder("away"), pages) == 0) }
    try await shows("Third.", "an edit behind that") { try folder.write("# X\n\nThird.\n", to: "Content/pages/x.md") }
    try folder.write("# L\n\nOne.\n", to: "Content/.store/l.md")
    try await shows("One.", at: "/l/", "a link to a file inside") {
      try files.createSymbolicLink(atPath: pages + "/l.md", withDestinationPath: "../.store/l.md")
    }
    try await shows("Two.", at: "/l/", "a rename behind a link") {
      try folder.write("# L\n\nTwo.\n", to: "Content/.store/.l.md.swp")
      #expect(rename(folder("Content/.store/.l.md.swp"), folder("Content/.store/l.md")) == 0)
    }
    try await shows(nil, at: "/l/", "a removed link") { #expect(unlink(pages + "/l.md") == 0) }
    try await shows("Third.", "a folder that became a link") {
      #expect(rename(pages, folder("Content/.store/pages")) == 0)
      try files.createSymbolicLink(atPath: pages, withDestinationPath: ".store/pages")
    }
    try await shows("Fourth.", "an edit in a linked folder") {
      try folder.write("# X\n\nFourth.\n", to: "Content/.store/pages/x.md")
    }
    try await shows("New.", at: "/y/", "a new file in a linked folder") {
      try folder.write("# Y\n\nNew.\n", to: "Content/.store/pages/y.md")
    }
    // The whole content goes, as when another branch is checked out, and comes back.
    #expect(rename(folder("Content"), folder("gone")) == 0)
    try await shows("no-content", at: "/.preview/diagnostics.json", "no content") {}
    #expect(rename(folder("gone"), folder("Content")) == 0)
    try await shows("\"diagnostics\": []", at: "/.preview/diagnostics.json", "the content again") {}
    try await shows("Fifth.", "an edit behind that") {
      try folder.write("# X\n\nFifth.\n", to: "Content/.store/pages/x.md")
    }
    #expect(preview.interrupt() == 0)
  }

  @Test func linksThatLeadOutAndHiddenFilesAreNotServed() async throws {
    let secret = try TemporaryFolder()
    try secret.write("A secret of nobody's concern.\n", to: "words/secret.md")
    let preview = try await Running { folder in
      let files = FileManager.default
      try files.createSymbolicLink(
        atPath: folder("Content/pages/linked.md"), withDestinationPath: secret("words/secret.md"))
      try files.createSymbolicLink(atPath: folder("Content/local"), withDestinationPath: secret("words"))
      try files.createSymbolicLink(
        atPath: folder("Content/kfuncs/bpf_fix_open.md"),
        withDestinationPath: "../../../../../../../../../../etc/passwd")
      try folder.write("body {}", to: "Templates/assets/site.css")
      try files.createSymbolicLink(
        atPath: folder("Templates/assets/linked.txt"), withDestinationPath: secret("words/secret.md"))
      try folder.write("A secret of nobody's concern.\n", to: "Content/.env")
      try folder.write("A secret of nobody's concern.\n", to: "Content/.git/config")
      try folder.write("A secret of nobody's concern.\n", to: "Templates/assets/.env")
    }
    for target in [
      "/linked/", "/pages/linked.md", "/local/secret.md", "/kfuncs/bpf_fix_open/", "/assets/preview/linked.txt",
      "/assets/preview/.env", "/.env", "/.git/config", "/Content/.env", "/assets/preview/", "/data/v1/index.json",
      "/../../../../../../etc/passwd", "/assets/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
      "/..%2f..%2f..%2f..%2fetc/passwd", "//etc/passwd", "/Content/pages/../.env",
    ] {
      let reply = try await get(target, preview.port)
      #expect(!reply.text.contains("nobody's concern") && !reply.text.contains("root:"), "\(target)")
    }
    for name in ["Content/pages/linked.md", "Content/kfuncs/bpf_fix_open.md", "assets/linked.txt"] {
      #expect(preview.told.contains(name), "\(name) is named: \(preview.told)")
    }
  }

  @Test func aTakenPortIsNamedAndEndsWithStatusTwo() async throws {
    let preview = try await Running()
    let written = try TemporaryFolder()
    let second = try ChildProcess(
      [Running.program, "preview", "--port", String(preview.port)], in: preview.content.folder.path,
      errors: written("errors"))
    #expect(second.wait() == 2)
    let text = String(decoding: written.bytes(of: "errors") ?? [], as: UTF8.self)
    #expect(text.contains("error: port \(preview.port) is taken; "))
    #expect(text.contains(" is free: --port "))
  }

  @Test func theBrowserIsOpenedAtTheAddressAndItsAbsenceIsTold() async throws {
    let programs = try TemporaryFolder()
    try programs.write("#!/bin/sh\necho \"$@\" > \(programs("opened"))\n", to: "xdg-open")
    #expect(chmod(programs("xdg-open"), 0o755) == 0)
    let preview = try await Running(["--open"], path: programs.path)
    try await wait { programs.bytes(of: "opened").map { !$0.isEmpty } ?? false }
    #expect(programs.bytes(of: "opened") == Array("http://localhost:\(preview.port)/\n".utf8))

    try programs.write("#!/bin/sh\nexit 3\n", to: "xdg-open")
    let other = try await Running(["--open"], path: programs.path)
    try await wait { other.told.contains("no browser could be opened with xdg-open") }
    #expect(try await get("/about/", other.port).statuses == [200])
    #expect(other.interrupt() == 0)
  }

  @Test func onlyThisMachineIsListenedTo() async throws {
    let preview = try await Running()
    let listening = try run("ss", "-ltnH", "sport = :\(preview.port)").split(separator: "\n")
    #expect(!listening.isEmpty)
    for line in listening {
      let fields = line.split(separator: " ")
      #expect(fields[3] == "127.0.0.1:\(preview.port)" || fields[3] == "[::1]:\(preview.port)")
    }
  }
}
