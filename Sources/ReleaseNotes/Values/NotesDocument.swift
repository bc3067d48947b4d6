/// Release notes as they are read: sections of blocks, the same for every format that is made for reading.
public struct NotesDocument: Hashable, Sendable {
  /// The title.
  public var title: String
  /// What stands before the first section.
  public var introduction: [NotesBlock]
  /// The sections that say something, in order.
  public var sections: [NotesSection]

  /// A document made of its parts.
  public init(title: String, introduction: [NotesBlock], sections: [NotesSection]) {
    self.title = title
    self.introduction = introduction
    self.sections = sections
  }
}

/// A section of release notes.
public struct NotesSection: Hashable, Sendable {
  /// Its name in addresses, the same in every release's notes: `removed`.
  public var id: String
  /// Its title.
  public var title: String
  /// What it says itself.
  public var blocks: [NotesBlock]
  /// Its parts.
  public var parts: [NotesSection]

  /// A section made of its parts.
  public init(_ id: String, _ title: String, _ blocks: [NotesBlock] = [], parts: [NotesSection] = []) {
    self.id = id
    self.title = title
    self.blocks = blocks
    self.parts = parts
  }

  /// Whether it says nothing.
  var isEmpty: Bool { blocks.isEmpty && parts.allSatisfy(\.isEmpty) }
}

/// A block of release notes.
public indirect enum NotesBlock: Hashable, Sendable {
  /// One paragraph.
  case paragraph(NotesText)
  /// A list, each entry with its blocks.
  case list([[NotesBlock]])
  /// A list with numbers, the first of which is `start`.
  case numbered(start: Int, [[NotesBlock]])
  /// A paragraph about one kfunc, by which it is found: its name, then what is said of it.
  case entry(name: String, [NotesBlock])
  /// The older and the newer form of something, one below the other.
  case forms(old: String, new: String)
  /// Lines of C.
  case code(String)
  /// Somebody's words.
  case quote([NotesBlock])
  /// Rows under a header.
  case table(header: [String], rows: [[NotesText]])
  /// Blocks that are shown on demand, under a line that says what they are.
  case folded(String, [NotesBlock])
}
