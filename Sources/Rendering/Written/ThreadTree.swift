internal import SiteContent

/// The messages of a thread as a tree, in order, parents first.
struct ThreadTree: Sendable {
  /// A message with its place.
  struct Node: Sendable {
    /// Its position among the thread's entries.
    let entry: Int
    /// How many messages stand above it, at most ``deepest``.
    let depth: Int
  }

  /// Deeper answers stand beside each other: nobody can read lists nested without end, and browsers do not nest them.
  static let deepest = 12

  let nodes: [Node]

  init(_ thread: ExcerptedThread) {
    let entries = thread.entries
    let positions = Dictionary(entries.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    var children: [[Int]] = Array(repeating: [], count: entries.count)
    var roots: [Int] = []
    for (index, entry) in entries.enumerated() {
      let parent = entry.inReplyTo.flatMap { positions[$0] } ?? entry.under.flatMap { positions[$0] }
      if let parent, parent != index { children[parent].append(index) } else { roots.append(index) }
    }
    var nodes: [Node] = []
    var seen = [Bool](repeating: false, count: entries.count)
    // A list instead of recursion: mail decides how deep it goes. Messages that answer each other in a ring hang below
    // no root and come last.
    for start in roots + entries.indices {
      var left = [Node(entry: start, depth: 0)]
      while let node = left.popLast() {
        guard !seen[node.entry] else { continue }
        seen[node.entry] = true
        nodes.append(node)
        for child in children[node.entry].reversed() {
          left.append(Node(entry: child, depth: min(node.depth + 1, Self.deepest)))
        }
      }
    }
    self.nodes = nodes
  }
}
