internal import Synchronization

/// The one place where the newest state is put by whoever builds, and taken by whoever answers.
public final class CurrentState: Sendable {
  private let state: Mutex<PreviewState>
  let hub = EventHub()

  /// A place that holds `state`.
  public init(_ state: PreviewState) { self.state = Mutex(state) }

  /// The newest state.
  public var value: PreviewState { state.withLock { $0 } }

  /// Puts a newer state in place and tells the browsers.
  public func replace(with newer: PreviewState) {
    state.withLock { $0 = newer }
    hub.tell(newer)
  }

  /// Opens a stream; what changes while it is added is told to it as well.
  func open(_ stream: EventHub.Stream) -> Int? {
    guard let number = hub.add(stream, value) else { return nil }
    hub.tell(value)
    return number
  }
}
