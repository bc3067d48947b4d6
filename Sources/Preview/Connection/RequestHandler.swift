internal import NIOCore
internal import NIOHTTP1

/// Answers the requests of one connection, one after another.
final class RequestHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let responder: Responder
  private let current: CurrentState
  private let connections: OpenConnections
  private let limits: ConnectionLimits
  private let headGuard: HeadGuard
  private var head: HTTPRequestHead?
  private var isAnswering = false
  private var isEnding = false
  private var stream: Int?

  init(
    _ responder: Responder, _ current: CurrentState, _ connections: OpenConnections, _ limits: ConnectionLimits,
    _ headGuard: HeadGuard
  ) {
    self.responder = responder
    self.current = current
    self.connections = connections
    self.limits = limits
    self.headGuard = headGuard
  }

  func channelInactive(context: ChannelHandlerContext) {
    connections.remove(context.channel)
    if let stream { current.hub.remove(stream) }
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if isEnding { return }
    switch unwrapInboundIn(data) {
    case .head(let head):
      // One with a body is refused at once, for its head.
      if head.headers.contains(name: "transfer-encoding") || head.headers.contains(name: "content-length") {
        answer(head, context)
      } else {
        self.head = head
      }
    case .body: break
    case .end:
      guard let head else { return }
      self.head = nil
      answer(head, context)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    if isEnding || stream != nil { return context.close(promise: nil) }
    headGuard.hearNoMore()
    guard error is HTTPParserError else { return context.close(promise: nil) }
    switch headGuard.excess {
    case .requestLine: end(414, "The address is too long.", context)
    case .header: end(431, "The header is too long.", context)
    case nil: end(400, "That is no HTTP/1.1 request.", context)
    }
  }

  /// Ends with a refusal, behind the answer that is on its way, if one is.
  private func end(_ status: Int, _ words: String, _ context: ChannelHandlerContext) {
    guard !isAnswering else {
      isEnding = true
      return
    }
    var response = PreviewResponse.refusal(status, words)
    response.isLast = true
    isAnswering = true
    send(response, keepsAlive: false, context)
  }

  private func answer(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    isAnswering = true
    connections.touch(context.channel)
    let request = PreviewRequest(
      head.method.rawValue, head.uri, fields: head.headers.map { ($0.name, $0.value) })
    // A connection that offers to become another protocol is not read on by the parser.
    let keepsAlive = head.isKeepAlive && !head.headers.contains(name: "upgrade")
    let (responder, current) = (responder, current)
    let answered = context.eventLoop.makeFutureWithTask {
      let outcome = responder.outcome(of: request, in: current.value)
      guard case .notYet = outcome else { return outcome }
      await current.built()
      return responder.outcome(of: request, in: current.value)
    }
    answered.assumeIsolated().whenSuccess { outcome in
      switch outcome {
      case .response(let response): self.send(response, keepsAlive: keepsAlive, context)
      case .events(let path): self.open(path, context)
      case .notYet: context.close(promise: nil)
      }
    }
  }

  // MARK: - Answers

  private func send(_ response: PreviewResponse, keepsAlive: Bool, _ context: ChannelHandlerContext) {
    let keepsAlive = keepsAlive && !response.isLast && !isEnding
    var head = HTTPResponseHead(version: .http1_1, status: HTTPResponseStatus(statusCode: response.status))
    for field in response.fields { head.headers.add(name: field.name, value: field.value) }
    if !keepsAlive { head.headers.add(name: "Connection", value: "close") }
    // A client that does not take its answer does not keep it here for ever.
    let deadline = context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(limits.answerTime)) {
      context.close(promise: nil)
    }
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    let written = context.eventLoop.makePromise(of: Void.self)
    // The end goes out when the body has gone: no further request is read before.
    context.writeAndFlush(
      wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: response.body)))), promise: written)
    written.futureResult.assumeIsolated().whenComplete { result in
      deadline.cancel()
      guard case .success = result else { return context.close(promise: nil) }
      self.isAnswering = false
      if !keepsAlive || self.isEnding {
        self.finish(context)
      } else {
        context.writeAndFlush(self.wrapOutboundOut(.end(nil)), promise: nil)
        self.headGuard.awaitNext()
      }
    }
  }

  /// Sends the end, then reads what is still coming for a moment: closing on unread bytes would take the answer back
  /// from the client (RFC 9112, 9.6).
  private func finish(_ context: ChannelHandlerContext) {
    isEnding = true
    headGuard.hearNoMore()
    context.writeAndFlush(wrapOutboundOut(.end(nil))).assumeIsolated().whenComplete { _ in
      context.close(mode: .output, promise: nil)
      // What was read ahead is dropped, and reading goes on.
      context.read()
    }
    context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(limits.lingerTime)) {
      context.close(promise: nil)
    }
  }

  // MARK: - Events

  private func open(_ path: RequestPath, _ context: ChannelHandlerContext) {
    let channel = context.channel
    var head = HTTPResponseHead(version: .http1_1, status: .ok)
    let fields = PreviewResponse(
      status: 200, type: "text/event-stream", body: [], caching: "no-store", isHead: false
    ).fields
    for field in fields where field.name != "Content-Length" { head.headers.add(name: field.name, value: field.value) }
    head.headers.add(name: "Connection", value: "close")
    let opening = head
    let opened = EventHub.Stream(path: path) { text in
      channel.eventLoop.execute {
        // A client that takes nothing in has gone, in all but name.
        guard channel.isWritable else { return channel.close(promise: nil) }
        channel.writeAndFlush(HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(string: text))), promise: nil)
      }
    }
    let current = current
    headGuard.hearNoMore()
    context.writeAndFlush(wrapOutboundOut(.head(opening)), promise: nil)
    context.eventLoop.makeFutureWithTask { current.open(opened) }.assumeIsolated().whenComplete { result in
      guard case .success(let number?) = result, channel.isActive else {
        if case .success(let number?) = result { current.hub.remove(number) }
        return context.close(promise: nil)
      }
      self.stream = number
      self.connections.touch(channel, isStream: true)
    }
  }
}
