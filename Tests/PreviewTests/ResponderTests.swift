import Diagnostics
import SiteHeaders
import Testing

@testable import Preview

@Suite struct ResponderTests {
  let responder = Responder(hosts: AllowedHosts(port: 8000))
  let state = PreviewState(files: ServedFiles(FixedFiles.small))

  func outcome(
    _ method: String, _ target: String, host: String? = "localhost:8000", _ fields: [(String, String)] = []
  ) -> PreviewOutcome {
    var all: [(name: String, value: String)] = host.map { [("Host", $0)] } ?? []
    all += fields.map { (name: $0.0, value: $0.1) }
    return responder.outcome(of: PreviewRequest(method, target, fields: all), in: state)
  }

  func get(
    _ target: String, host: String? = "localhost:8000", _ fields: [(String, String)] = []
  ) throws -> PreviewResponse { try response(outcome("GET", target, host: host, fields)) }

  func response(_ outcome: PreviewOutcome) throws -> PreviewResponse {
    guard case .response(let response) = outcome else {
      throw Unexpected()
    }
    return response
  }

  struct Unexpected: Error {}

  func text(_ response: PreviewResponse) -> String { String(decoding: response.body, as: UTF8.self) }

  // MARK: - Addresses

  @Test func servesCleanAddressesAndIndexFiles() throws {
    for target in ["/kfuncs/", "/kfuncs/index.html", "/kfuncs/?q=x", "http://localhost:8000/kfuncs/"] {
      let response = try get(target)
      #expect(response.status == 200)
      #expect(text(response).contains("<body>list</body>"))
      #expect(response.value("Content-Type") == "text/html; charset=utf-8")
      #expect(response.value("Cache-Control") == "no-store")
    }
    #expect(text(try get("/a%2520b/")).contains("odd"))
  }

  @Test(arguments: ["/", "/about/", "/none/", "/assets/site.css", "/.preview/events?page=/"])
  func waitsForTheFirstBuild(_ target: String) {
    let request = PreviewRequest("GET", target, fields: [("Host", "localhost:8000")])
    guard case .notYet = responder.outcome(of: request, in: .coming) else {
      Issue.record("an answer from nothing")
      return
    }
  }

  @Test func refusesBeforeTheFirstBuildWhatItRefusesLater() {
    let requests = [
      (421, PreviewRequest("GET", "/", fields: [("Host", "evil.example")])),
      (405, PreviewRequest("PUT", "/", fields: [("Host", "localhost:8000")])),
      (400, PreviewRequest("GET", "/%2e%2e/%2e%2e/etc/passwd%00", fields: [("Host", "localhost:8000")])),
    ]
    for (status, request) in requests {
      guard case .response(let response) = responder.outcome(of: request, in: .coming) else {
        Issue.record("\(request.target) waits")
        continue
      }
      #expect(response.status == status)
    }
  }

  @Test func redirectsFoldersToTheirSlashAndNowhereElse() throws {
    let response = try get("/kfuncs/bpf_x?q=1")
    #expect(response.status == 308)
    #expect(response.value("Location") == "/kfuncs/bpf_x/?q=1")
    #expect(try get("/a%2520b").value("Location") == "/a%2520b/")
    for target in ["//evil.example", "//evil.example/..", "/evil.example", "//kfuncs", "/kfuncs//bpf_x"] {
      #expect(try get(target).value("Location") == nil, "\(target)")
    }
  }

  @Test func answersUnknownAddressesWithTheSitesOwnPage() throws {
    for target in ["/nope/", "/nope", "/assets/", "/KFUNCS/", "/kfuncs/;x", "/site.css", "/.git/config", "/.env", "//"]
    {
      let response = try get(target)
      #expect(response.status == 404, "\(target)")
      #expect(text(response).contains("not here"))
    }
  }

  @Test func repeatsNothingOfTheRequest() throws {
    for target in ["/<script>alert(1)</script>", "/x?<b>", "/%3Cimg%20onerror%3E", "/.preview/<svg>"] {
      let response = try get(target)
      #expect(!text(response).contains("<b>") && !text(response).contains("onerror") && !text(response).contains("svg"))
      #expect(!text(response).contains("alert"))
    }
  }

  @Test(arguments: [
    ("/assets/site.css", "text/css; charset=utf-8"), ("/assets/letters.txt", "text/plain; charset=utf-8"),
    ("/data/kfuncs.json", "application/json"), ("/.preview/reload.js", "text/javascript; charset=utf-8"),
  ])
  func tellsTypes(_ target: String, _ type: String) throws {
    let response = try get(target)
    #expect(response.value("Content-Type") == type)
    #expect(response.value("Cache-Control") == "no-cache")
  }

  @Test func sendsTheHeadersOfTheSiteWithEverything() throws {
    for target in ["/", "/nope", "/assets/site.css", "/kfuncs", "/%00", "/.preview/diagnostics.json"] {
      let response = try get(target)
      for field in SiteHeaders.narrow { #expect(response.value(field.name) == field.value) }
      #expect(response.value("Access-Control-Allow-Origin") == nil)
    }
    let policy = try #require(try get("/").value("Content-Security-Policy"))
    #expect(!policy.contains("unsafe") && !policy.contains("*") && policy.contains("frame-ancestors 'none'"))
  }

  /// The index of the texts is read by WebAssembly; no other page may run such.
  @Test func theSearchAloneMayRunWebAssembly() throws {
    func policy(_ target: String) throws -> String {
      try #require(try get(target).value("Content-Security-Policy"))
    }
    #expect(try policy("/search/").contains("script-src 'self' 'wasm-unsafe-eval';"))
    #expect(try policy("/search/index.html").contains("'wasm-unsafe-eval'"))
    for target in ["/", "/kfuncs/", "/search.html", "/nope"] { #expect(!(try policy(target)).contains("unsafe")) }
  }

  @Test func headIsGetWithoutABody() throws {
    for target in ["/", "/nope", "/assets/site.css", "/%00"] {
      let head = try response(outcome("HEAD", target))
      let get = try get(target)
      #expect(head.body.isEmpty)
      #expect(head.status == get.status)
      #expect(head.value("Content-Length") == String(get.body.count))
      #expect(head.value("ETag") == get.value("ETag"))
    }
  }

  // MARK: - Who may ask

  @Test(arguments: [
    "evil.example", "evil.example:8000", "localhost", "localhost:8001", "localhost.:8000",
    "127.0.0.1.evil.example:8000",
    "127.1:8000", "0.0.0.0:8000", "[::]:8000", "[::1]", "localhost:8000@evil.example", "",
    "localhost:8000, evil.example",
  ])
  func refusesOtherHosts(_ host: String) throws {
    let response = try get("/", host: host)
    #expect(response.status == 421)
    #expect(response.isLast)
    #expect(!text(response).contains("home"))
  }

  @Test func answersToItsOwnNamesAlone() throws {
    for host in ["localhost:8000", "LOCALHOST:8000", "127.0.0.1:8000", "[::1]:8000"] {
      #expect(try get("/", host: host).status == 200)
    }
    #expect(try get("/", host: nil).status == 400)
    #expect(try get("/", [("Host", "localhost:8000")]).status == 400)
    #expect(try get("http://evil.example/").status == 421)
    #expect(try get("http://localhost:8000@evil.example/").status == 421)
    #expect(try get("https://localhost:8000/").status == 400)
    #expect(try get("http://localhost:8000/", host: "evil.example").status == 421)
    #expect(try get("http://localhost:8000").status == 200)
  }

  @Test(arguments: ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get"])
  func knowsTwoMethods(_ method: String) throws {
    let response = try response(outcome(method, "/"))
    #expect(response.status == 405)
    #expect(response.value("Allow") == "GET, HEAD")
  }

  @Test func readsNoBodies() throws {
    for field in [("Content-Length", "1"), ("Content-Length", "x"), ("Transfer-Encoding", "chunked")] {
      let response = try get("/", [field])
      #expect(response.status == 413)
      #expect(response.isLast)
    }
    #expect(try get("/", [("Content-Length", "0")]).status == 200)
  }

  @Test(arguments: [
    ("Origin", "null"), ("Origin", "http://evil.example"), ("Origin", "http://localhost:8001"),
    ("Origin", "https://localhost:8000"), ("Origin", "http://192.168.0.2:8000"), ("Sec-Fetch-Site", "cross-site"),
    ("Sec-Fetch-Site", "same-site"),
  ])
  func otherOriginsHearNothing(_ name: String, _ value: String) throws {
    for target in ["/.preview/events?page=/", "/.preview/diagnostics.json"] {
      #expect(try get(target, [(name, value)]).status == 403)
    }
  }

  @Test func itsOwnPagesHear() throws {
    let fields = [("Origin", "http://localhost:8000"), ("Sec-Fetch-Site", "same-origin")]
    guard case .events(let path) = outcome("GET", "/.preview/events?page=%2Fkfuncs%2F", fields) else {
      throw Unexpected()
    }
    #expect(path.file == "kfuncs/index.html")
    #expect(try response(outcome("HEAD", "/.preview/events?page=%2F")).status == 400)
    #expect(try get("/.preview/events").status == 400)
    #expect(try get("/.preview/events?page=/%252e%252e/").status == 400)
  }

  // MARK: - Conditions and ranges

  @Test func answersConditionsByTheBytes() throws {
    let tag = try #require(try get("/").value("ETag"))
    #expect(try get("/", [("If-None-Match", tag)]).status == 304)
    #expect(try get("/", [("If-None-Match", "\"a,b\", W/\(tag)")]).status == 304)
    #expect(try get("/", [("If-None-Match", "*")]).status == 304)
    #expect(try get("/", [("If-None-Match", "\"other\"")]).status == 200)
    #expect(try get("/", [("If-Match", tag)]).status == 200)
    #expect(try get("/", [("If-Match", "W/\(tag)")]).status == 412)
    #expect(try get("/kfuncs/").value("ETag") != tag)
    let unchanged = try get("/", [("If-None-Match", tag)])
    #expect(unchanged.body.isEmpty && unchanged.value("ETag") == tag && unchanged.value("Content-Length") == nil)
  }

  @Test func sendsPartsOfFiles() throws {
    let part = try get("/assets/letters.txt", [("Range", "bytes=2-4")])
    #expect(part.status == 206)
    #expect(text(part) == "cde")
    #expect(part.value("Content-Range") == "bytes 2-4/26")
    #expect(part.value("Content-Length") == "3")
    let beyond = try get("/assets/letters.txt", [("Range", "bytes=26-")])
    #expect(beyond.status == 416)
    #expect(beyond.value("Content-Range") == "bytes */26")
    let tag = try #require(part.value("ETag"))
    #expect(try get("/assets/letters.txt", [("Range", "bytes=2-4"), ("If-Range", tag)]).status == 206)
    #expect(try get("/assets/letters.txt", [("Range", "bytes=2-4"), ("If-Range", "\"old\"")]).status == 200)
    #expect(try response(outcome("HEAD", "/assets/letters.txt", [("Range", "bytes=2-4")])).status == 200)
    let many = try get(
      "/assets/letters.txt", [("Range", "bytes=" + repeatElement("0-", count: 50).joined(separator: ","))])
    #expect(many.status == 200 && many.body.count == 26)
  }

  // MARK: - The preview's own

  @Test func addsItsScriptToPagesAlone() throws {
    let page = text(try get("/"))
    #expect(page.contains("<script src=\"/.preview/reload.js\""))
    #expect(page.contains("defer></script>\n</head>"))
    #expect(text(try get("/nope")).contains("/.preview/reload.js"))
    #expect(text(try get("/assets/letters.txt")) == "abcdefghijklmnopqrstuvwxyz")
  }

  @Test func tellsDiagnosticsAsText() throws {
    let fault = Diagnostic(
      .error, "unknown-kfunc", "no </script> '\u{1b}[31m'", at: SourceLocation(file: "Content/a.md", line: 3, column: 1)
    )
    let state = PreviewState(files: state.files, diagnostics: [fault], isKept: true)
    let request = PreviewRequest("GET", "/.preview/diagnostics.json", fields: [("Host", "localhost:8000")])
    let response = try response(responder.outcome(of: request, in: state))
    #expect(response.value("Content-Type") == "application/json")
    #expect(text(response).contains("\"line\": 3"))
    #expect(!text(response).contains("\u{1b}"))
    #expect(try get("/.preview/diagnostics.json").body.elementsEqual("{\"diagnostics\": []}\n".utf8))
    #expect(try get("/.preview/other").status == 404)
  }
}
