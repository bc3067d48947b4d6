import Foundation
import Glibc
import TestFiles

/// A server of this machine's loopback, ended with the value that holds it.
final class LocalServer: Sendable {
  private let process: ChildProcess
  /// The port that it listens to.
  let port: Int

  /// Starts `words`, in which `PORT` stands for the port, and waits until it listens.
  init(_ words: [String], prepare: (Int) throws -> Void = { _ in }) throws {
    port = try Self.freePort()
    try prepare(port)
    process = try ChildProcess(words.map { [port] in $0.replacingOccurrences(of: "PORT", with: String(port)) })
    for _ in 0..<600 {
      if Self.connects(to: port) { return }
      if process.hasEnded { break }
      usleep(50_000)
    }
    throw CommandFailure(arguments: words, status: -1)
  }

  deinit {
    process.kill()
    _ = process.wait()
  }

  private static func address(_ port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
    return address
  }

  /// A port that the kernel had free a moment ago.
  static func freePort() throws -> Int {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = address(0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 ? getsockname(descriptor, $0, &length) : -1
      }
    }
    guard status == 0 else { throw CommandFailure(arguments: ["bind"], status: errno) }
    return Int(in_port_t(bigEndian: address.sin_port))
  }

  /// Whether something listens to `port`.
  static func connects(to port: Int) -> Bool {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = address(port)
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }
}
