internal import Synchronization

/// Which blobs hold one of some words: neighbouring tags share nearly all of theirs, and each is examined once.
///
/// Only ids are kept; a blob that is wanted again is read again.
final class BlobCache: Sendable {
  private struct State {
    var words: [String] = []
    var matches: [ObjectID: Bool] = [:]
  }

  private let state = Mutex(State())

  /// What is known for `words`; other words than before make all that was known void.
  func known(for words: [String]) -> [ObjectID: Bool] {
    state.withLock { state in
      if state.words != words { state = State(words: words) }
      return state.matches
    }
  }

  /// Adds what was found out.
  func add(_ found: [ObjectID: Bool], for words: [String]) {
    state.withLock { state in
      if state.words == words { state.matches.merge(found) { _, new in new } }
    }
  }
}
