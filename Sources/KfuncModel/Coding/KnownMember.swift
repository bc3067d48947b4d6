internal import Synchronization

/// An entry of a set that a catalogue has, apart from its line, in each of the files whose sets have it.
final class KnownMember: Sendable {
  /// An entry without a file of its own lies in that of its set. More sets than these share no more.
  private static let mostFiles = 16

  private let hasOwnFile: Bool
  private let contents: Mutex<[IDSet.Member.Content]>

  init(_ content: IDSet.Member.Content, hasOwnFile: Bool) {
    self.hasOwnFile = hasOwnFile
    contents = Mutex([content])
  }

  /// The entry as a set of `file` has it.
  func content(in file: String) -> IDSet.Member.Content {
    contents.withLock { contents in
      if hasOwnFile { return contents[0] }
      if let index = contents.indices.first(where: { contents[$0].fields.file == file }) { return contents[index] }
      var fields = contents[0].fields
      fields.file = file
      let content = IDSet.Member.Content(fields)
      if contents.count < Self.mostFiles { contents.append(content) }
      return content
    }
  }
}
