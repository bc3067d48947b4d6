import Diagnostics
import Testing

@testable import Preview

@Suite struct StateTests {
  let fault = Diagnostic(.error, "x", "wrong", at: SourceLocation(file: "Content/secret-name.md", line: 1))

  func files(_ body: String, css: String = "a", script: String = "s") -> ServedFiles {
    ServedFiles(
      FixedFiles([
        "index.html": "<html><head></head>\(body)</html>", "about/index.html": "<html><head></head>about</html>",
        "404.html": "<html><head></head>none</html>", "assets/site.css": css, "assets/site.js": script,
      ]))
  }

  func event(_ target: String, _ files: ServedFiles, _ errors: [Diagnostic] = []) throws -> EventText {
    EventText(try RequestPath(target), in: PreviewState(files: files, diagnostics: errors))
  }

  @Test func aBrokenEditKeepsTheLastGoodSite() {
    var history = PreviewHistory()
    let (first, second, third) = (files("1"), files("2"), files("3"))
    // Nothing was good yet: what there is, with its errors.
    #expect(history.state(files: first, errors: [fault]).files === first)
    #expect(history.state(files: second, errors: []).files === second)
    let broken = history.state(files: third, errors: [fault])
    #expect(broken.files === second)
    #expect(broken.isKept && broken.diagnostics == [fault])
    #expect(history.state(files: nil, errors: [fault]).files === second)
    let mended = history.state(files: third, errors: [])
    #expect(mended.files === third)
    #expect(!mended.isKept && mended.diagnostics.isEmpty)
  }

  @Test func aSiteThatCannotBeMadeAtAllSaysSo() throws {
    var history = PreviewHistory()
    let state = history.state(files: nil, errors: [fault])
    let page = try #require(state.files.shown(at: try RequestPath("/anything/")))
    #expect(String(decoding: page.bytes, as: UTF8.self).contains("could not be built"))
    let request = PreviewRequest("GET", "/anything/", fields: [("Host", "localhost:8000")])
    let responder = Responder(hosts: AllowedHosts(port: 8000))
    guard case .response(let response) = responder.outcome(of: request, in: state) else {
      Issue.record("no answer")
      return
    }
    #expect(response.status == 503)
    #expect(String(decoding: page.bytes, as: UTF8.self).contains("reload.js"))
  }

  @Test func aPageIsReloadedOnlyWhenItsOwnBytesChanged() throws {
    #expect(try event("/", files("1")).page != event("/", files("2")).page)
    #expect(try event("/about/", files("1")) == event("/about/", files("2")))
    #expect(try event("/about/", files("1")).page == event("/about/index.html", files("1")).page)
  }

  @Test func aStylesheetIsNoReasonToReload() throws {
    let (old, new) = (try event("/", files("1")), try event("/", files("1", css: "b")))
    #expect(old.page == new.page)
    #expect(old.styles != new.styles)
  }

  @Test func aScriptIsAReasonToReload() throws {
    let (old, new) = (try event("/", files("1")), try event("/", files("1", script: "t")))
    #expect(old.page != new.page)
    #expect(old.styles == new.styles)
  }

  @Test func aPageThatComesReplacesTheOneForNotFound() throws {
    #expect(try event("/new/", files("1")).page == event("/none/", files("1")).page)
    #expect(try event("/about/", files("1")).page != event("/none/", files("1")).page)
  }

  @Test func theStreamCarriesDigestsAlone() throws {
    let text = try event("/", files("1"), [fault]).text
    #expect(!text.contains("secret") && !text.contains("wrong") && !text.contains("/"))
    #expect(text.hasPrefix("data: {") && text.hasSuffix("}\n\n"))
    #expect(try event("/", files("1"), [fault]).diagnostics != event("/", files("1")).diagnostics)
    #expect(try event("/", files("1")).diagnostics == "")
  }
}
