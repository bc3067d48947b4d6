internal import Synchronization

/// The one place where the newest state is put by whoever builds, and taken by whoever answers.
final class CurrentState: Sendable {
  private struct Place {
    var state: PreviewState
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let place: Mutex<Place>
  let hub = EventHub()

  /// A place that holds `state`.
  init(_ state: PreviewState) { place = Mutex(Place(state: state)) }

  /// The newest state.
  var value: PreviewState { place.withLock { $0.state } }

  /// Puts a newer state in place and tells the browsers.
  func replace(with newer: PreviewState) {
    let waiting = place.withLock { place in
      defer { place.waiting = [] }
      place.state = newer
      return place.waiting
    }
    for one in waiting { one.resume() }
    hub.tell(newer)
  }

  /// Waits for the first build, where there was none yet. Whoever comes so early sees the site, and no error before it.
  func built() async {
    await withCheckedContinuation { continuation in
      let isThere = place.withLock { place in
        if place.state.isComing { place.waiting.append(continuation) }
        return !place.state.isComing
      }
      if isThere { continuation.resume() }
    }
  }

  /// Opens a stream; what changes while it is added is told to it as well.
  func open(_ stream: EventHub.Stream) -> Int? {
    guard let number = hub.add(stream, value) else { return nil }
    hub.tell(value)
    return number
  }
}
