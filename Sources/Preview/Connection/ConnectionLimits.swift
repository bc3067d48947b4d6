internal import NIOCore

/// What one client may take of the server.
struct ConnectionLimits: Sendable {
  /// The longest request line, in bytes.
  var requestLine = 8 << 10
  /// The most bytes of a request line and its header.
  var head = 16 << 10
  /// The most lines of a header.
  var lines = 100
  /// The time for a whole head, from its first byte or from the opening of the connection, in milliseconds.
  var headTime = 10_000
  /// The time between an answer and the next request, in milliseconds.
  var idleTime = 15_000
  /// The time for a client to take an answer, in milliseconds.
  var answerTime = 30_000
  /// The time to read what a client still sends behind a last answer, so that it is not lost on the way, in milliseconds.
  var lingerTime = 1_000
  /// The most connections; for one more the one that has been idle longest is closed.
  var connections = 256

  /// The limits of the preview.
  init() {}
}

extension TimeAmount {
  static func milliseconds(_ count: Int) -> TimeAmount { .milliseconds(Int64(count)) }
}
