internal import JSONText
internal import Synchronization

/// A kfunc that a catalogue has, and where its lines stand among the numbers of its text: in nearly every release it comes
/// again with other lines and nothing else.
final class KnownKfunc: Sendable {
  /// Places count from 0 within the kfunc's text; each thing here has one number.
  struct Places: Sendable {
    var definitions: [Definition] = []
    var markedDeclarations = 0
    var users = 0

    struct Definition: Sendable {
      var line: Int
      var comment: Int?
      /// That of the first; the others follow.
      var notices: Int
    }
  }

  private let first: Kfunc
  private let places: Places
  /// The users of the release that was read last: most of them stay where they are.
  private let users: Mutex<[InTreeUse]>

  init(_ kfunc: Kfunc, _ places: Places) {
    first = kfunc
    self.places = places
    users = Mutex(kfunc.users)
  }

  /// The kfunc as `again` has it.
  func kfunc(_ again: RepeatedObject) -> Kfunc {
    let fields = first.parts.value
    let marked = fields.markedDeclarations
    return Kfunc(
      name: fields.name,
      definitions: places.definitions.indices.map { index in
        let place = places.definitions[index]
        return fields.definitions[index].moved(
          to: again.number(place.line), comment: place.comment.map { again.number($0) }
        ) { again.number(place.notices + $0) }
      },
      markedDeclarations: marked.indices.map { index in
        SourceReference(file: marked[index].file, line: again.number(places.markedDeclarations + index))
      }, users: users(again))
  }

  private func users(_ again: RepeatedObject) -> [InTreeUse] {
    users.withLock { users in
      let stay = users.indices.allSatisfy { users[$0].source.line == again.number(places.users + $0) }
      if !stay { for index in users.indices { users[index].source.line = again.number(places.users + index) } }
      return users
    }
  }
}

extension KfuncDefinition {
  /// The same at other lines: its own, that of its comment, and that of each notice by its position.
  fileprivate func moved(to line: Int, comment: Int?, _ notice: (Int) -> Int) -> KfuncDefinition {
    var notices = notices
    for index in notices.indices { notices[index].source.line = notice(index) }
    return KfuncDefinition(content, line: line, commentLine: comment, notices: notices)
  }
}
