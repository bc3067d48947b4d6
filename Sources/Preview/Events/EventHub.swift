internal import Synchronization

/// The open streams of events: each is told what its page has become, once for every change.
final class EventHub: Sendable {
  /// The most streams: tabs that are looked at, with room to spare.
  static let most = 64

  /// One stream.
  struct Stream: Sendable {
    let path: RequestPath
    /// Sends a text; called from any thread.
    let send: @Sendable (String) -> Void
  }

  private struct Table {
    var next = 0
    var streams: [Int: Stream] = [:]
    var told: [Int: EventText] = [:]
  }

  private let table = Mutex(Table())

  /// Takes in a stream and tells it what `state` makes of its page; nil where there are too many.
  func add(_ stream: Stream, _ state: PreviewState) -> Int? {
    let number = table.withLock { table -> Int? in
      guard table.streams.count < Self.most else { return nil }
      table.next += 1
      table.streams[table.next] = stream
      return table.next
    }
    if let number { tell(number, stream, state) }
    return number
  }

  /// Forgets a stream that has ended.
  func remove(_ number: Int) {
    table.withLock { table in
      table.streams[number] = nil
      table.told[number] = nil
    }
  }

  /// Tells every stream what `state` makes of its page.
  func tell(_ state: PreviewState) {
    for (number, stream) in table.withLock({ $0.streams }) { tell(number, stream, state) }
  }

  /// How many streams are open.
  var count: Int { table.withLock { $0.streams.count } }

  private func tell(_ number: Int, _ stream: Stream, _ state: PreviewState) {
    // Rendered outside the lock: a page may take a while.
    let text = EventText(stream.path, in: state)
    let isNews = table.withLock { table in
      guard table.streams[number] != nil, table.told[number] != text else { return false }
      table.told[number] = text
      return true
    }
    if isNews { stream.send(text.text) }
  }
}
