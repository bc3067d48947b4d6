/// The preprocessor conditions that are open at a place, and a table of all stacks that occurred.
struct ConditionStack {
  private struct Level {
    /// Conditions of the branches before the present one.
    var earlier: [String]
    var present: String
    var isGuard: Bool
    /// Whether the present branch is `#else`.
    var isLast = false
    /// Brace depth where the first branch began, restored for each further branch.
    var depthAtStart: Int32
    /// Brace depth where the first branch ended, which goes on after the last.
    var depthAfterFirst: Int32?
    var line: Int
  }

  private var levels: [Level] = []
  /// Every stack of parts that occurred; the first is empty.
  private(set) var table: [[String]] = [[]]
  /// Index of the present stack in the table.
  private(set) var current: Int32 = 0

  /// Whether a literal `0` makes the present branch dead.
  var isDead: Bool { levels.contains { $0.present == "0" } }

  /// Line of the innermost `#if` that is still open.
  var openLine: Int? { levels.last?.line }

  mutating func open(_ condition: String, isGuard: Bool, depth: Int32, line: Int) {
    levels.append(
      Level(earlier: [], present: condition, isGuard: isGuard, depthAtStart: depth, depthAfterFirst: nil, line: line))
    note()
  }

  /// Goes to the next branch, `condition` nil for `#else`; answers the brace depth to go on with, nil when no `#if`
  /// is open or its `#else` was there before.
  mutating func next(_ condition: String?, depth: Int32) -> Int32? {
    guard levels.last?.isLast == false, var level = levels.popLast() else { return nil }
    level.isLast = condition == nil
    level.earlier.append(level.present)
    level.present = condition ?? ""
    if level.depthAfterFirst == nil { level.depthAfterFirst = depth }
    levels.append(level)
    note()
    return level.depthAtStart
  }

  /// Closes the innermost `#if`; answers the brace depth to go on with, nil when none is open.
  mutating func close(depth: Int32) -> Int32? {
    guard let level = levels.popLast() else { return nil }
    note()
    return level.depthAfterFirst ?? depth
  }

  private mutating func note() {
    var parts: [String] = []
    for level in levels where !level.isGuard {
      parts += level.earlier.filter { $0 != "0" }.map(ConditionText.negated)
      if !level.present.isEmpty { parts.append(level.present) }
    }
    if parts == table[Int(current)] { return }
    current = Int32(table.count)
    table.append(parts)
  }
}
