internal import NIOCore
internal import Synchronization

/// All open connections, so that there are never too many and none outlives the server.
final class OpenConnections: Sendable {
  private struct Entry {
    let channel: any Channel
    /// When it last did something, in connections and answers of all.
    var last: Int
    var isStream = false
  }

  private struct Table {
    var clock = 0
    var entries: [ObjectIdentifier: Entry] = [:]
  }

  private let most: Int
  private let table = Mutex(Table())

  init(most: Int) { self.most = most }

  /// Takes in a connection; the one that has been idle longest makes room for it.
  func add(_ channel: any Channel) {
    let oldest = table.withLock { table -> (any Channel)? in
      table.clock += 1
      table.entries[ObjectIdentifier(channel)] = Entry(channel: channel, last: table.clock)
      guard table.entries.count > most else { return nil }
      // Streams have a limit of their own, and a browser that lost one would open it again.
      guard let oldest = table.entries.filter({ !$0.value.isStream }).min(by: { $0.value.last < $1.value.last }) else {
        return nil
      }
      table.entries[oldest.key] = nil
      return oldest.value.channel
    }
    oldest?.close(promise: nil)
  }

  /// Notes that a connection did something, and whether it is a stream from now on.
  func touch(_ channel: any Channel, isStream: Bool = false) {
    table.withLock { table in
      table.clock += 1
      table.entries[ObjectIdentifier(channel)]?.last = table.clock
      if isStream { table.entries[ObjectIdentifier(channel)]?.isStream = true }
    }
  }

  /// Forgets a connection that has ended.
  func remove(_ channel: any Channel) {
    table.withLock { _ = $0.entries.removeValue(forKey: ObjectIdentifier(channel)) }
  }

  /// Closes them all.
  func closeAll() {
    for entry in table.withLock({ Array($0.entries.values) }) { entry.channel.close(promise: nil) }
  }

  /// How many are open.
  var count: Int { table.withLock { $0.entries.count } }
}
