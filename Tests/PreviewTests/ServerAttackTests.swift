import Foundation
import Testing

@testable import Preview

/// The request attacks of issue 6 on a running server, byte for byte.
@Suite struct ServerAttackTests {
  @Test func oddTargetsBringNothingFromOutside() async throws {
    let up = [
      "../", "%2e%2e/", "%2e%2e%2f", "..%2f", "%252e%252e%252f", "..%5c", "..\\", "%c0%ae%c0%ae/", "..%00/", "..;/",
    ]
    try await serve { server, _ in
      for step in up {
        for depth in [1, 2, 4, 8] {
          for start in ["/", "/kfuncs/", "/assets/"] {
            let target = start + String(repeating: step, count: depth) + "etc/passwd"
            let reply = try await get(target, server.port)
            #expect(reply.statuses.count == 1 && [400, 404].contains(reply.statuses[0]), "\(target)")
            #expect(!reply.text.contains("root:"), "\(target)")
          }
        }
      }
      for target in [
        "/etc/passwd", "//etc/passwd", "file:///etc/passwd", "/index.html%00.css", "/?raw", "/index.html?raw#x",
      ] {
        let reply = try await get(target, server.port)
        #expect(!reply.text.contains("root:"), "\(target)")
        #expect(reply.statuses.allSatisfy { $0 < 500 }, "\(target)")
      }
    }
  }

  /// Bytes that are no request, or two requests in one.
  @Test(arguments: [
    ("GET / HTTP/1.1\r\nHost: HOST\r\nHost: evil.example\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421),
    ("GET http://evil.example/ HTTP/1.1\r\nHost: HOST\r\n\r\n", 421),
    ("GET / HTTP/1.1\r\nHost : HOST\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\n Host: HOST\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: HOST\r\nX: a\0b\r\n\r\n", 400),
    (
      "GET / HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /kfuncs/ HTTP/1.1\r\nHost: HOST\r\n\r\n",
      413
    ),
    ("GET / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx", 400),
    ("GET / HTTP/1.1\r\nHost: HOST\r\nContent-Length: -1\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 40\r\n\r\nGET /kfuncs/ HTTP/1.1\r\nHost: HOST\r\n\r\n", 413),
    ("POST / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 3\r\n\r\nabc", 413),
    ("\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}", 400),
    ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
    ("GET /\r\n\r\n", 400),
    ("GET / HTTP/9.9\r\nHost: HOST\r\n\r\n", 400),
    ("FROBNICATE / HTTP/1.1\r\nHost: HOST\r\n\r\n", 400),
  ])
  func refusesWhatIsNoRequestAndReadsNoFurther(_ request: String, _ status: Int) async throws {
    try await serve { server, _ in
      let bytes = Array(request.replacing("HOST", with: "localhost:\(server.port)").utf8)
      let reply = try await exchange(bytes + Array("GET /secret HTTP/1.1\r\n\r\n".utf8), server.port)
      #expect(reply.statuses == [status])
      #expect(reply.isOver)
      #expect(!reply.text.contains("<body>list"))
    }
  }

  @Test(arguments: ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "PURGE"])
  func otherMethodsAreRefused(_ method: String) async throws {
    try await serve { server, _ in
      let target = method == "CONNECT" ? "localhost:1" : "/"
      let reply = try await exchange(
        Array(
          "\(method) \(target) HTTP/1.1\r\nHost: localhost:\(server.port)\r\nConnection: close\r\nX-Echo: echo-me\r\n\r\n"
            .utf8),
        server.port)
      #expect(reply.statuses == [405])
      #expect(!reply.text.contains("echo-me"))
    }
  }

  @Test(arguments: [
    ("GET /" + String(repeating: "a", count: 70_000) + " HTTP/1.1\r\nHost: HOST\r\n\r\n", 414),
    ("GET / HTTP/1.1\r\nHost: HOST\r\nX: " + String(repeating: "a", count: 1_000_000) + "\r\n\r\n", 431),
    ("GET / HTTP/1.1\r\nHost: HOST\r\n" + String(repeating: "A: b\r\n", count: 5_000) + "\r\n", 431),
    ("GET / HTTP/1.1\r\nHost: HOST\r\n" + String(repeating: "A: b\r\n", count: 150) + "\r\n", 431),
    (String(repeating: "\r\n", count: 100_000), 414),
  ])
  func oversizedHeadsAreRefusedByName(_ request: String, _ status: Int) async throws {
    try await serve { server, _ in
      let reply = try await exchange(
        Array(request.replacing("HOST", with: "localhost:\(server.port)").utf8), server.port)
      #expect(reply.statuses == [status])
      #expect(reply.isOver)
      #expect(try await get("/", server.port).statuses == [200])
    }
  }

  @Test func rangesNeverSendMoreThanTheFile() async throws {
    var files = FixedFiles.small
    files.files["assets/large.bin"] = [UInt8](repeating: 65, count: 100_000)
    try await serve({ _ in }, files) { server, _ in
      let ranges = [
        "bytes=0-", "bytes=-1", "bytes=0-0,1-1,2-2", "bytes=" + (0..<300).map { "\($0)-" }.joined(separator: ","),
        "bytes=1-0",
        "bytes=999999-", "bytes=-999999", "x=0-1",
      ]
      for range in ranges {
        let reply = try await get("/assets/large.bin", server.port, ["Range: \(range)"])
        #expect(reply.statuses.count == 1 && [200, 206, 416].contains(reply.statuses[0]), "\(range)")
        #expect(reply.body.utf8.count <= 100_000, "\(range)")
      }
    }
  }

  @Test(arguments: [
    "Origin: null", "Origin: http://evil.example", "Origin: http://127.0.0.1:1", "Sec-Fetch-Site: cross-site",
  ])
  func foreignOriginsGetNoStream(_ field: String) async throws {
    try await serve { server, _ in
      let reply = try await get("/.preview/events?page=%2F", server.port, [field])
      #expect(reply.statuses == [403])
      #expect(!reply.text.contains("data:"))
    }
  }
}
