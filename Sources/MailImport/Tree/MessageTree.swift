public import Diagnostics

/// The messages of a thread in order, each under the one that it answers.
///
/// After Jamie Zawinski's algorithm: a chain of References gives every message a parent, also one that the file does
/// not hold; a link that would close a cycle is not made.
public struct MessageTree: Sendable {
  /// A message's place.
  public struct Node: Hashable, Sendable {
    /// The message.
    public var message: MailMessage
    /// The Message-ID that it answers, whether the file holds it or not.
    public var parent: String?
    /// The nearest message above it that the file holds.
    public var nearest: String?
  }

  /// The messages by date, then by their place in the file; one without a date follows the one before it there.
  public let nodes: [Node]
  /// Messages that others answer or refer to and that the file does not hold, in the order they were first named.
  public let missing: [String]
  /// Duplicates and cycles.
  public let diagnostics: [Diagnostic]

  /// The tree of `messages`, read from `file`.
  public init(_ messages: [MailMessage], file: String) {
    var diagnostics: [Diagnostic] = []
    var first: [String: MailMessage] = [:]
    var unique: [MailMessage] = []
    for message in messages {
      guard let earlier = first[message.id] else {
        first[message.id] = message
        unique.append(message)
        continue
      }
      let same = earlier.lines == message.lines
      diagnostics.append(
        Diagnostic(
          same ? .note : .warning, "duplicate-message",
          "message '\(message.id)' was read already\(same ? "" : ", with another text"); this copy is left out",
          at: SourceLocation(file: file, line: message.firstLine)))
    }
    var links = ParentLinks()
    for message in unique {
      if !links.add(message.id, under: message.references) {
        diagnostics.append(
          Diagnostic(
            .warning, "reference-cycle", "the references of message '\(message.id)' go round in a circle",
            at: SourceLocation(file: file, line: message.firstLine)))
      }
    }
    var nodes: [Node] = []
    var missing: [String] = []
    var seen: Set<String> = []
    for message in Self.ordered(unique) {
      let parent = links.parents[message.id]
      var nearest = parent
      while let candidate = nearest, first[candidate] == nil { nearest = links.parents[candidate] }
      nodes.append(Node(message: message, parent: parent, nearest: nearest))
      if let parent, first[parent] == nil, seen.insert(parent).inserted { missing.append(parent) }
    }
    self.nodes = nodes
    self.missing = missing
    self.diagnostics = diagnostics
  }

  private static func ordered(_ messages: [MailMessage]) -> [MailMessage] {
    var last = Int64.min
    let keyed = messages.enumerated().map { position, message in
      last = message.date?.seconds ?? last
      return (seconds: last, position: position, message: message)
    }
    return keyed.sorted { ($0.seconds, $0.position) < ($1.seconds, $1.position) }.map(\.message)
  }
}

/// Who answers whom, without cycles.
struct ParentLinks {
  /// No thread is deeper; a longer way up counts as a cycle, which keeps hostile references from costing time.
  private static let deepest = 1_000

  private(set) var parents: [String: String] = [:]

  /// Puts `id` under the last of `chain`, and each of the chain under the one before it where nothing is known yet.
  /// Returns false if the message's own link would close a cycle.
  mutating func add(_ id: String, under chain: [String]) -> Bool {
    for (above, below) in zip(chain, chain.dropFirst()) where parents[below] == nil && !reaches(above, below) {
      parents[below] = above
    }
    guard let parent = chain.last else { return true }
    parents[id] = nil
    guard !reaches(parent, id) else { return false }
    parents[id] = parent
    return true
  }

  /// Whether going up from `start` leads to `target`.
  private func reaches(_ start: String, _ target: String) -> Bool {
    var current: String? = start
    for _ in 0..<Self.deepest {
      guard let id = current else { return false }
      if id == target { return true }
      current = parents[id]
    }
    return true
  }
}
