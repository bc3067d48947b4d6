public import KfuncModel

/// What a word of release notes can lead to; each writer decides whether, and how, it becomes a link.
public enum NotesTarget: Hashable, Sendable {
  /// The entry of a kfunc.
  case kfunc(String)
  /// A clause of a policy, by id.
  case clause(String)
  /// A thread by slug, or one of its messages by number.
  case thread(String, message: Int?)
  /// A message by its Message-ID, without angle brackets.
  case message(String)
  /// A commit of the kernel, in hexadecimal.
  case commit(String)
  /// The notes of a release.
  case release(KernelRelease)
  /// A line of a release's sources.
  case source(KernelRelease, SourceReference)
  /// Any other address.
  case web(String)
}

/// A stretch of a sentence.
public enum NotesSpan: Hashable, Sendable {
  /// Plain words.
  case text(String)
  /// Words that stand out.
  case strong(String)
  /// Words that were struck out.
  case struck(String)
  /// A name, a type or a piece of C, which may lead somewhere.
  case code(String, NotesTarget?)
  /// Words that lead somewhere.
  case link(String, NotesTarget)

  /// The words without markup.
  public var words: String {
    switch self {
    case .text(let words), .strong(let words), .struck(let words), .code(let words, _), .link(let words, _): words
    }
  }
}

/// Words with markup, as they follow one another.
public struct NotesText: Hashable, Sendable {
  /// The stretches, in order.
  public var spans: [NotesSpan]

  /// The text of `spans`.
  public init(_ spans: [NotesSpan] = []) { self.spans = spans }

  /// Plain words.
  public init(_ words: String) { spans = words.isEmpty ? [] : [.text(words)] }

  /// The words without markup.
  public var words: String { spans.map(\.words).joined() }

  /// Whether nothing was said.
  public var isEmpty: Bool { spans.isEmpty }

  /// Adds plain words.
  mutating func say(_ words: String) {
    if case .text(let before)? = spans.last {
      spans[spans.count - 1] = .text(before + words)
    } else if !words.isEmpty {
      spans.append(.text(words))
    }
  }

  /// Adds words that stand out.
  mutating func stress(_ words: String) {
    if case .strong(let before)? = spans.last {
      spans[spans.count - 1] = .strong(before + words)
    } else {
      spans.append(.strong(words))
    }
  }

  /// Adds words that were struck out.
  mutating func strike(_ words: String) {
    if case .struck(let before)? = spans.last {
      spans[spans.count - 1] = .struck(before + words)
    } else {
      spans.append(.struck(words))
    }
  }

  /// Adds a piece of C, a flag, a file.
  mutating func code(_ words: String) { spans.append(.code(words, nil)) }

  /// `a`, `b` and `c`, each as code.
  static func codes(_ words: [String], _ conjunction: String = "and") -> NotesText {
    var text = NotesText()
    for (index, word) in words.enumerated() {
      if index > 0 { text.say(index == words.count - 1 ? " \(conjunction) " : ", ") }
      text.code(word)
    }
    return text
  }

  /// Adds a place in a release's sources, which leads there.
  mutating func place(_ place: SourceReference, _ release: KernelRelease) {
    spans.append(.code(place.description, .source(release, place)))
  }

  /// Words in which what stands between backquotes is code.
  init(marked words: String) {
    self.init()
    for (index, part) in words.split(separator: "`", omittingEmptySubsequences: false).enumerated() {
      if index.isMultiple(of: 2) { say(String(part)) } else { code(String(part)) }
    }
  }

  /// Adds what another text says.
  mutating func add(_ other: NotesText) {
    for span in other.spans {
      if case .text(let words) = span { say(words) } else { spans.append(span) }
    }
  }

  /// Adds a sentence after what stands here, with a space between.
  mutating func sentence(_ other: NotesText) {
    if other.isEmpty { return }
    if !isEmpty { say(" ") }
    add(other)
  }

  /// Adds a sentence of plain words.
  mutating func sentence(_ words: String) { sentence(NotesText(words)) }

  /// Names of kfuncs as code that leads to their entries: `a`, `b` and `c`.
  static func names(_ names: [String], _ conjunction: String = "and") -> NotesText {
    var text = NotesText()
    for (index, name) in names.enumerated() {
      if index > 0 { text.say(index == names.count - 1 ? " \(conjunction) " : ", ") }
      text.spans.append(.code(name, .kfunc(name)))
    }
    return text
  }
}
