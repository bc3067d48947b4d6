import Foundation
import Testing

@testable import Preview

/// The request attacks of issue 6 on a running server, byte for byte.
@Suite(.serialized) struct ServerAttackTests {
  /// A server with short times, and what it holds.
  private func serve(
    _ limits: (inout ConnectionLimits) -> Void = { _ in }, _ files: FixedFiles = .small,
    _ body: (PreviewServer, CurrentState) async throws -> Void
  ) async throws {
    var all = ConnectionLimits()
    limits(&all)
    let current = CurrentState(PreviewState(files: ServedFiles(files)))
    let server = try await PreviewServer.start(port: 0, current, limits: all)
    do {
      try await body(server, current)
    } catch {
      await server.stop()
      throw error
    }
    await server.stop()
  }

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

  @Test func slowAndSilentClientsAreLeftBehind() async throws {
    try await serve({ $0.headTime = 700 }) { server, _ in
      var held: [RawConnection] = []
      for number in 0..<200 {
        let connection = try RawConnection(server.port)
        // A third says nothing, a third half a line, a third everything but the end.
        connection.send(["", "GET / HT", "GET / HTTP/1.1\r\nHost: localhost\r\n"][number % 3])
        held.append(connection)
      }
      let start = ContinuousClock.now
      #expect(try await get("/", server.port).statuses == [200])
      #expect(ContinuousClock.now - start < .seconds(1))
      // Bytes that trickle in do not give more time.
      for _ in 0..<6 {
        try await Task.sleep(for: .milliseconds(200))
        for connection in held[0..<20] { connection.send("x") }
      }
      try await wait { server.connectionCount == 0 }
      let last = await held[150].receive(seconds: 1)
      #expect(last.isOver && last.bytes.isEmpty)
    }
  }

  @Test func aThousandConnectionsLeaveTheServerAnswering() async throws {
    // A thousand here and those of the server are in one process.
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    limit.rlim_cur = max(limit.rlim_cur, min(limit.rlim_max, 4096))
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    try await serve { server, _ in
      var held: [RawConnection] = []
      for _ in 0..<1000 { held.append(try RawConnection(server.port)) }
      let start = ContinuousClock.now
      #expect(try await get("/", server.port).statuses == [200])
      #expect(ContinuousClock.now - start < .seconds(2))
      #expect(server.connectionCount <= ConnectionLimits().connections)
      #expect(held.count == 1000)
    }
  }

  @Test func aClientThatDoesNotTakeItsAnswerIsLeft() async throws {
    var files = FixedFiles.small
    files.files["assets/large.bin"] = [UInt8](repeating: 65, count: 32 << 20)
    try await serve({ $0.answerTime = 500 }, files) { server, _ in
      let slow = try RawConnection(server.port)
      slow.send("GET /assets/large.bin HTTP/1.1\r\nHost: localhost:\(server.port)\r\n\r\n")
      try await Task.sleep(for: .milliseconds(100))
      #expect(try await get("/", server.port).statuses == [200])
      try await wait { server.connectionCount == 0 }
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

  @Test func oneConnectionServesSeveralRequestsInOrder() async throws {
    try await serve { server, _ in
      let host = "Host: localhost:\(server.port)\r\n"
      let reply = try await exchange(
        Array(
          ("HEAD / HTTP/1.1\r\n\(host)\r\nGET /nope HTTP/1.1\r\n\(host)\r\nGET /kfuncs/ HTTP/1.1\r\n\(host)\r\n"
            + "GET /%00 HTTP/1.1\r\n\(host)Connection: close\r\n\r\nGET / HTTP/1.1\r\n\(host)\r\n").utf8), server.port)
      #expect(reply.statuses == [200, 404, 200, 400])
      #expect(!reply.text.contains("<body>home"))
      #expect(reply.isOver)
    }
  }

  @Test func idleConnectionsAreClosed() async throws {
    try await serve({ $0.idleTime = 300 }) { server, _ in
      let connection = try RawConnection(server.port)
      connection.send("GET / HTTP/1.1\r\nHost: localhost:\(server.port)\r\n\r\n")
      let reply = await connection.receive(seconds: 5)
      #expect(reply.statuses == [200])
      #expect(reply.isOver)
    }
  }

  // MARK: - Events

  @Test func streamsTellChangesAndEnd() async throws {
    try await serve({
      $0.headTime = 300; $0.idleTime = 300
    }) { server, current in
      let stream = try RawConnection(server.port)
      stream.send("GET /.preview/events?page=%2F HTTP/1.1\r\nHost: localhost:\(server.port)\r\n\r\n")
      let first = await stream.receive { $0.contains("\"kept\": false}\n\n") }
      #expect(first.statuses == [200])
      #expect(first.text.lowercased().contains("content-type: text/event-stream"))
      #expect(!first.text.lowercased().contains("access-control-allow-origin"))
      // A page that is looked at for long is not idle.
      try await Task.sleep(for: .milliseconds(700))
      var files = FixedFiles.small
      files.files["kfuncs/index.html"] = Array("<html><head></head>other</html>".utf8)
      current.replace(with: PreviewState(files: ServedFiles(files)))
      let other = await stream.receive(seconds: 0.3) { $0.contains("data:") }
      #expect(other.bytes.isEmpty, "another page is no news")
      files.files["index.html"] = Array("<html><head></head>new</html>".utf8)
      current.replace(with: PreviewState(files: ServedFiles(files)))
      let second = await stream.receive { $0.contains("data:") }
      #expect(second.text.contains("\"page\""))
      #expect(current.hub.count == 1)
      withExtendedLifetime(stream) {}
    }
  }

  @Test func streamsThatEndAreForgottenAndTooManyAreRefused() async throws {
    try await serve { server, current in
      var streams: [RawConnection] = []
      for _ in 0..<80 {
        let stream = try RawConnection(server.port)
        stream.send("GET /.preview/events?page=%2F HTTP/1.1\r\nHost: localhost:\(server.port)\r\n\r\n")
        streams.append(stream)
      }
      try await wait { current.hub.count == EventHub.most && server.connectionCount == EventHub.most }
      #expect(try await get("/", server.port).statuses == [200])
      streams = []
      try await wait { current.hub.count == 0 && server.connectionCount == 0 }
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

  // MARK: - Ports

  @Test func aTakenPortNamesTheNextFreeOne() async throws {
    try await serve { server, current in
      do {
        let second = try await PreviewServer.start(port: server.port, current)
        await second.stop()
        Issue.record("two servers on one port")
      } catch PreviewServer.Failure.portTaken(let port, let free) {
        #expect(port == server.port)
        let free = try #require(free)
        #expect(free > port)
        let third = try await PreviewServer.start(port: free, current)
        await third.stop()
      }
    }
  }

  @Test func endingClosesEverySocket() async throws {
    let current = CurrentState(PreviewState(files: ServedFiles(FixedFiles.small)))
    let server = try await PreviewServer.start(port: 0, current)
    let stream = try RawConnection(server.port)
    stream.send("GET /.preview/events?page=%2F HTTP/1.1\r\nHost: localhost:\(server.port)\r\n\r\n")
    _ = await stream.receive { $0.contains("data:") }
    let start = ContinuousClock.now
    await server.stop()
    #expect(ContinuousClock.now - start < .seconds(2))
    #expect(await stream.receive(seconds: 2).isOver)
    #expect(throws: POSIXError.self) { try RawConnection(server.port) }
    // The port is free at once.
    let again = try await PreviewServer.start(port: server.port, current)
    await again.stop()
  }
}

/// Waits until `condition` holds, for some seconds at most.
func wait(seconds: Double = 60, _ condition: () -> Bool) async throws {
  let end = Date(timeIntervalSinceNow: seconds)
  while !condition() {
    guard Date() < end else {
      Issue.record("nothing came of waiting")
      return
    }
    try await Task.sleep(for: .milliseconds(20))
  }
}
