internal import NIOCore
internal import NIOHTTP1

/// Counts the bytes and lines of each head before anything parses them, and ends a connection whose head takes too long.
///
/// Bodies are refused, so every byte belongs to some head.
final class HeadGuard: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  /// What there was too much of.
  enum Excess {
    case requestLine
    case header
  }

  private enum Place {
    case requestLine
    case header
  }

  private let limits: ConnectionLimits
  private var place = Place.requestLine
  private var bytes = 0
  private var lines = 0
  /// The bytes of this line, its end not among them.
  private var line = 0
  private var deadline: Scheduled<Void>?
  private var isDeaf = false
  /// What the head that was told of as an error had too much of.
  private(set) var excess: Excess?
  private var context: ChannelHandlerContext?

  init(_ limits: ConnectionLimits) { self.limits = limits }

  func handlerAdded(context: ChannelHandlerContext) { self.context = context }

  func handlerRemoved(context: ChannelHandlerContext) {
    deadline?.cancel()
    self.context = nil
  }

  func channelActive(context: ChannelHandlerContext) {
    arm(limits.headTime)
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    deadline?.cancel()
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if isDeaf { return }
    let buffer = unwrapInboundIn(data)
    for byte in buffer.readableBytesView {
      if bytes == 0, place == .requestLine { arm(limits.headTime) }
      bytes += 1
      if let excess = count(byte) {
        hearNoMore()
        self.excess = excess
        // The handlers behind know how to put an answer to an error of the parser in its place among the others.
        context.fireErrorCaught(HTTPParserError.headerOverflow)
        return
      }
    }
    context.fireChannelRead(data)
  }

  /// The answer was sent; the next request may take its time.
  func awaitNext() {
    if bytes == 0 { arm(limits.idleTime) }
  }

  /// Drops whatever still comes.
  func hearNoMore() {
    isDeaf = true
    deadline?.cancel()
  }

  private func count(_ byte: UInt8) -> Excess? {
    if byte == UInt8(ascii: "\n") {
      defer { line = 0 }
      switch place {
      // Empty lines before a request line are skipped by the parser (RFC 9112, 2.2); they count all the same.
      case .requestLine: if line > 0 { place = .header }
      case .header:
        lines += 1
        if line == 0 {
          place = .requestLine
          bytes = 0
          lines = 0
          deadline?.cancel()
        }
      }
    } else if byte != UInt8(ascii: "\r") {
      line += 1
    }
    if place == .requestLine, bytes > limits.requestLine { return .requestLine }
    return bytes > limits.head || lines > limits.lines ? .header : nil
  }

  private func arm(_ time: Int) {
    deadline?.cancel()
    guard let context else { return }
    deadline = context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(time)) {
      // Nothing was asked, or nobody waits: silence is answered with silence.
      self.context?.close(promise: nil)
    }
  }
}
