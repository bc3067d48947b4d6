import Foundation
import Testing

@testable import Preview

/// Connections that stay: slow ones, silent ones, a thousand of them, streams of events; and how the server ends.
@Suite(.serialized) struct HeldConnectionTests {
  /// Clients of which a third says nothing, a third half a line, and a third everything but the end.
  private func unready(_ server: PreviewServer) throws -> [RawConnection] {
    try (0..<200).map { number in
      let connection = try RawConnection(server.port)
      connection.send(["", "GET / HT", "GET / HTTP/1.1\r\nHost: localhost\r\n"][number % 3])
      return connection
    }
  }

  @Test func slowAndSilentClientsKeepNobodyWaiting() async throws {
    try await serve({ $0.headTime = 600_000 }) { server, _ in
      let held = try unready(server)
      try await wait { server.connectionCount >= held.count }
      #expect(try await get("/", server.port).statuses == [200])
      // Answered while all of them are still there, not when their time was over.
      #expect(server.connectionCount >= held.count)
    }
  }

  @Test func slowAndSilentClientsAreLeftBehind() async throws {
    try await serve({ $0.headTime = 700 }) { server, _ in
      let held = try unready(server)
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
    try await serve({ $0.headTime = 600_000 }) { server, _ in
      var held: [RawConnection] = []
      for _ in 0..<1000 { held.append(try RawConnection(server.port)) }
      #expect(try await get("/", server.port).statuses == [200])
      #expect(server.connectionCount > ConnectionLimits().connections / 2, "answered while they are held")
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

  @Test func whoComesBeforeTheFirstBuildWaitsForIt() async throws {
    let current = CurrentState(.coming)
    let server = try await PreviewServer.start(port: 0, current, limits: ConnectionLimits())
    let (page, stream) = (try RawConnection(server.port), try RawConnection(server.port))
    page.send("GET /kfuncs/ HTTP/1.1\r\nHost: localhost:\(server.port)\r\nConnection: close\r\n\r\n")
    stream.send("GET /.preview/events?page=/kfuncs/ HTTP/1.1\r\nHost: localhost:\(server.port)\r\n\r\n")
    // Refusals and the preview's own files do not wait.
    #expect(try await get("/.preview/reload.js", server.port).statuses == [200])
    #expect(await page.receive(seconds: 0.2).text.isEmpty)
    current.replace(with: PreviewState(files: ServedFiles(FixedFiles.small)))
    #expect(await page.receive().text.hasPrefix("HTTP/1.1 200 "))
    #expect(await stream.receive(until: { $0.contains("data:") }).text.contains("data:"))
    await server.stop()
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
    // A server that waited for the stream to end would wait for ever.
    await server.stop()
    #expect(await stream.receive(seconds: 20).isOver)
    #expect(throws: POSIXError.self) { try RawConnection(server.port) }
    // The port is free at once.
    let again = try await PreviewServer.start(port: server.port, current)
    await again.stop()
  }
}
