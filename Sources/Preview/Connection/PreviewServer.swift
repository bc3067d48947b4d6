internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix

/// An HTTP/1.1 server for this machine alone: 127.0.0.1 and ::1, one port.
public struct PreviewServer: Sendable {
  /// The port that is listened on.
  let port: Int
  /// The addresses that are listened on; `::1` is missing on a machine without IPv6.
  let addresses: [String]
  private let group: MultiThreadedEventLoopGroup
  private let listeners: [any Channel]
  private let connections: OpenConnections

  /// Why a server could not begin.
  public enum Failure: Error, Equatable {
    /// Someone listens on the port; the next that is free, if one is.
    case portTaken(Int, free: Int?)
    /// Something else.
    case cannotListen(String)
  }

  /// Listens on `port` (0 for any that is free) and shows what `current` holds.
  static func start(
    port: Int, _ current: CurrentState, limits: ConnectionLimits = ConnectionLimits()
  ) async throws -> PreviewServer {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let connections = OpenConnections(most: limits.connections)
    do {
      let (listeners, port) = try await listen(port, group) { channel, port in
        try configure(channel, Responder(hosts: AllowedHosts(port: port)), current, connections, limits)
      }
      return PreviewServer(
        port: port, addresses: listeners.compactMap(\.localAddress?.ipAddress), group: group, listeners: listeners,
        connections: connections)
    } catch {
      try? await group.shutdownGracefully()
      throw error
    }
  }

  /// Closes every socket, and returns when they are closed.
  func stop() async {
    for listener in listeners { try? await listener.close() }
    connections.closeAll()
    try? await group.shutdownGracefully()
  }

  /// How many connections are open.
  var connectionCount: Int { connections.count }

  // MARK: - Listening

  private typealias Configure = @Sendable (any Channel, Int) throws -> Void

  private static func listen(
    _ port: Int, _ group: MultiThreadedEventLoopGroup, _ configure: @escaping Configure
  ) async throws -> ([any Channel], Int) {
    do {
      let (first, actual) = try await bind("127.0.0.1", port, group, configure)
      do {
        let (second, _) = try await bind("::1", actual, group, configure)
        return ([first, second], actual)
      } catch let error as IOError where Self.hasNoIPv6(error) {
        return ([first], actual)
      } catch {
        try? await first.close()
        throw error
      }
    } catch let error as IOError where error.errnoCode == EADDRINUSE {
      throw Failure.portTaken(port, free: await free(after: port, group))
    } catch let error as IOError {
      throw Failure.cannotListen(error.description)
    }
  }

  private static func hasNoIPv6(_ error: IOError) -> Bool {
    [EADDRNOTAVAIL, EAFNOSUPPORT, EPROTONOSUPPORT].contains(error.errnoCode)
  }

  private static func bind(
    _ host: String, _ port: Int, _ group: MultiThreadedEventLoopGroup, _ configure: @escaping Configure
  ) async throws -> (any Channel, Int) {
    let channel = try await ServerBootstrap(group: group)
      // A port whose last connections are still being closed is not taken.
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .serverChannelOption(.backlog, value: 128)
      .childChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.maxMessagesPerRead, value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try configure(channel, (channel.localAddress?.port).map { $0 } ?? port)
        }
      }
      .bind(host: host, port: port).get()
    return (channel, channel.localAddress?.port ?? port)
  }

  /// The next port after `port` that both addresses have free, among a hundred.
  private static func free(after port: Int, _ group: MultiThreadedEventLoopGroup) async -> Int? {
    guard port < 65_535 else { return nil }
    for candidate in (port + 1)...min(65_535, port + 100) {
      var channels: [any Channel] = []
      var isFree = true
      for host in ["127.0.0.1", "::1"] {
        do {
          channels.append(try await bind(host, candidate, group) { channel, _ in channel.close(promise: nil) }.0)
        } catch {
          if let error = error as? IOError, hasNoIPv6(error), !channels.isEmpty { continue }
          isFree = false
        }
      }
      for channel in channels { try? await channel.close() }
      if isFree { return candidate }
    }
    return nil
  }

  // MARK: - Connections

  private static func configure(
    _ channel: any Channel, _ responder: Responder, _ current: CurrentState, _ connections: OpenConnections,
    _ limits: ConnectionLimits
  ) throws {
    connections.add(channel)
    let headGuard = HeadGuard(limits)
    let pipeline = channel.pipeline.syncOperations
    try pipeline.addHandler(headGuard)
    try pipeline.addHandler(HTTPResponseEncoder())
    try pipeline.addHandler(ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes)))
    try pipeline.addHandler(HTTPServerPipelineHandler())
    try pipeline.addHandler(RequestHandler(responder, current, connections, limits, headGuard))
  }
}
