/// The text of a thread's `thread.yml`: above, what people write; below, the list of messages that import writes.
struct ThreadIndex {
  /// A message of the list.
  struct Entry: Hashable {
    var id: String
    var lines: [String]
  }

  /// The line that parts what people write from what import writes.
  static let divider = "# Below, import writes: a change made here is lost when the thread is imported again."

  var head: String
  var entries: [Entry]
  var missing: [String]

  /// The index of a thread that was never imported.
  init(subject: String, lists: [String]) {
    var head = "subject: \(YAMLScalar.quoted(subject))\n"
    if lists.isEmpty {
      head += "lists: []\n"
    } else {
      head += "lists:\n" + lists.map { "  - \(YAMLScalar.quoted($0))\n" }.joined()
    }
    head += "outcome: \"\"  # one or two sentences, once it is known\n"
    head += "kfuncs: []  # what the thread concerns, mentioned or not\n"
    head += "subsystems: []\n"
    self.head = head
    entries = []
    missing = []
  }

  /// The index as it stands in a file; nil if nothing parts people's text from import's.
  init?(reading text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let divider = lines.firstIndex(of: Self.divider) else { return nil }
    head = lines[..<divider].map { $0 + "\n" }.joined()
    entries = []
    missing = []
    for line in lines[(divider + 1)...] {
      if line.hasPrefix("  - id: "), let id = YAMLScalar.text(line.dropFirst("  - id: ".count)) {
        entries.append(Entry(id: id, lines: [line]))
      } else if line.hasPrefix("    "), !entries.isEmpty {
        entries[entries.count - 1].lines.append(line)
      } else if entries.isEmpty, line.hasPrefix("  - "), let id = YAMLScalar.text(line.dropFirst(4)) {
        missing.append(id)
      }
    }
  }

  /// Adds a message, under its place in the order of calls.
  mutating func add(_ node: MessageTree.Node, author: String, subject: String?, file: String?) {
    let message = node.message
    var lines = ["  - id: \(YAMLScalar.quoted(message.id))"]
    lines.append("    author: \(YAMLScalar.quoted(author))")
    if let date = message.date { lines.append("    date: \(date.text)") }
    if let parent = node.parent { lines.append("    in-reply-to: \(YAMLScalar.quoted(parent))") }
    if node.nearest != node.parent {
      // The answered message is not here: where the tree hangs this one instead.
      lines.append("    under: \(node.nearest.map(YAMLScalar.quoted) ?? "null")")
    }
    if let subject { lines.append("    subject: \(YAMLScalar.quoted(subject))") }
    lines.append("    excerpted: \(file != nil)")
    if let file { lines.append("    file: \(YAMLScalar.quoted(file))") }
    entries.append(Entry(id: message.id, lines: lines))
  }

  /// The whole file.
  var text: String {
    var text = head + Self.divider + "\n"
    if !missing.isEmpty {
      text += "missing:  # answered by messages below, and not in the mailbox\n"
      text += missing.map { "  - \(YAMLScalar.quoted($0))\n" }.joined()
    }
    text += "messages:\n"
    for entry in entries { text += entry.lines.joined(separator: "\n") + "\n" }
    return text
  }
}
