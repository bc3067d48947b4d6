import Dispatch
import Foundation

/// A TCP connection to 127.0.0.1 that sends bytes as they are and believes nothing.
final class RawConnection: Sendable {
  private let descriptor: Int32

  /// Connects to `port`.
  init(_ port: Int) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else {
      let code = errno
      close(descriptor)
      throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO)
    }
  }

  deinit { close(descriptor) }

  /// Sends `bytes`, as far as the other side takes them within a second.
  func send(_ bytes: [UInt8]) {
    var timeout = timeval(tv_sec: 1, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes {
        Foundation.send(descriptor, $0.baseAddress.map { $0 + sent }, bytes.count - sent, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return }
      sent += count
    }
  }

  /// Sends `text`.
  func send(_ text: String) { send(Array(text.utf8)) }

  /// What comes until the other side ends, `isEnough` says so, or the time is over; on a thread that may wait.
  func receive(seconds: Double = 60, until isEnough: @escaping @Sendable (String) -> Bool = { _ in false }) async
    -> Reply
  {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: self.read(seconds, isEnough)) }
    }
  }

  /// What came.
  struct Reply: Sendable {
    var bytes: [UInt8] = []
    /// Whether the other side has ended.
    var isOver = false

    var text: String { String(decoding: bytes, as: UTF8.self) }
    /// The status codes of all answers, in order.
    var statuses: [Int] {
      text.components(separatedBy: "HTTP/1.1 ").dropFirst().compactMap { Int($0.prefix(3)) }
    }
    /// What stands behind the first header.
    var body: String { text.range(of: "\r\n\r\n").map { String(text[$0.upperBound...]) } ?? "" }
  }

  private func read(_ seconds: Double, _ isEnough: (String) -> Bool) -> Reply {
    var reply = Reply()
    let end = Date(timeIntervalSinceNow: seconds)
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while !isEnough(reply.text) {
      let left = end.timeIntervalSinceNow
      guard left > 0 else { return reply }
      var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, Int32(left * 1000) + 1) > 0 else { continue }
      let count = recv(descriptor, &chunk, chunk.count, 0)
      guard count > 0 else {
        reply.isOver = true
        return reply
      }
      reply.bytes += chunk[..<count]
    }
    return reply
  }
}

/// What `request`, sent as it is on a connection of its own, brings. Other tests keep the threads busy that answers are
/// made on, so there is time.
func exchange(_ request: [UInt8], _ port: Int, seconds: Double = 60) async throws -> RawConnection.Reply {
  let connection = try RawConnection(port)
  connection.send(request)
  return await connection.receive(seconds: seconds)
}

/// A GET of `target` on a connection of its own.
func get(_ target: String, _ port: Int, _ fields: [String] = []) async throws -> RawConnection.Reply {
  let lines = ["GET \(target) HTTP/1.1", "Host: localhost:\(port)", "Connection: close"] + fields + ["", ""]
  return try await exchange(Array(lines.joined(separator: "\r\n").utf8), port)
}
