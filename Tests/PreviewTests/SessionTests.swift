import Foundation
import TestFiles
import Testing

@testable import Preview

/// The real binary, from the first save to Ctrl-C.
@Suite(.serialized) struct SessionTests {
  /// A running preview of a small site.
  private final class Running {
    let content: EditedContent
    let process = Process()
    let errors = Pipe()
    let port: Int

    init() throws {
      content = try EditedContent(seed: 1)
      process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        .appendingPathComponent("kfuncdocs")
      process.arguments = ["preview", "--port", "0"]
      process.currentDirectoryURL = URL(fileURLWithPath: content.folder.path)
      process.standardError = errors
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      var text = ""
      // One line tells the address, the next that the site is there.
      while !text.contains("built in") {
        let more = errors.fileHandleForReading.availableData
        if more.isEmpty { break }
        text += String(decoding: more, as: UTF8.self)
      }
      let address = try #require(text.range(of: "http://localhost:"))
      port = try #require(Int(text[address.upperBound...].prefix { $0.isNumber }))
    }

    deinit { if process.isRunning { process.terminate() } }

    func stream(_ page: String) throws -> RawConnection {
      let stream = try RawConnection(port)
      stream.send("GET /.preview/events?page=\(page) HTTP/1.1\r\nHost: localhost:\(port)\r\n\r\n")
      return stream
    }
  }

  private static func isEvent(_ text: String) -> Bool { text.contains("data:") && text.hasSuffix("\n\n\r\n") }

  @Test func savesAreShownAndErrorsAreToldUntilTheyAreMended() async throws {
    let preview = try Running()
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
    let shown = String(decoding: preview.errors.fileHandleForReading.availableData, as: UTF8.self)
    #expect(shown.contains("Content/pages/about.md:7:1: error: "))

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

    kill(preview.process.processIdentifier, SIGINT)
    #expect(await stream.receive(seconds: 5).isOver)
    preview.process.waitUntilExit()
    #expect(preview.process.terminationReason == .exit)
    #expect(preview.process.terminationStatus == 0)
    // Nothing was written beside the content.
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["Content", "Templates"])
  }

  @Test func aTakenPortIsNamedAndEndsWithStatusTwo() async throws {
    let preview = try Running()
    let second = Process()
    second.executableURL = preview.process.executableURL
    second.arguments = ["preview", "--port", String(preview.port)]
    second.currentDirectoryURL = preview.process.currentDirectoryURL
    let errors = Pipe()
    second.standardError = errors
    try second.run()
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    second.waitUntilExit()
    #expect(second.terminationStatus == 2)
    #expect(text.contains("error: port \(preview.port) is taken; "))
    #expect(text.contains(" is free: --port "))
  }

  @Test func onlyThisMachineIsListenedTo() async throws {
    let preview = try Running()
    let listening = try run("ss", "-ltnH", "sport = :\(preview.port)").split(separator: "\n")
    #expect(!listening.isEmpty)
    for line in listening {
      let fields = line.split(separator: " ")
      #expect(fields[3] == "127.0.0.1:\(preview.port)" || fields[3] == "[::1]:\(preview.port)")
    }
  }
}
