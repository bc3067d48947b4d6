/// The preprocessor conditions that are open at a place, and all stacks that occurred as chains with shared ends.
///
/// Every directive costs the same however deep it stands: a file of nothing but `#if` or `#elif` is as fast as any
/// other. Beyond ``mostParts`` conditions around one place no more are kept, and the lexer warns.
struct ConditionStack {
  /// A condition and the chain of those around it.
  private struct Link {
    var part: String
    /// Index of the link around it, -1 for none.
    var outer: Int32
    /// Links of the chain up to this one.
    var count: Int32
  }

  private struct Level {
    /// The conditions around the `#if`, with the negations of its branches before the present one.
    var base: Int32
    var present: String
    var isGuard: Bool
    /// Whether the present branch is dead by a literal `0`.
    var isDead: Bool
    /// Whether the present branch is `#else`.
    var isLast = false
    /// Brace depth where the first branch began, restored for each further branch.
    var depthAtStart: Int32
    /// Brace depth where the first branch ended, which goes on after the last.
    var depthAfterFirst: Int32?
    var line: Int
    /// The present chain.
    var chain: Int32
  }

  /// More conditions than this around one place are not kept; around a kfunc of 7.3 there are two.
  static let mostParts: Int32 = 64

  private var levels: [Level] = []
  private var links: [Link] = []
  private var deadLevels = 0
  /// Whether a condition was left out for standing too deep.
  private(set) var isTruncated = false
  /// The present chain, -1 for none.
  private(set) var current: Int32 = -1

  /// Whether a literal `0` makes the present branch dead.
  var isDead: Bool { deadLevels > 0 }

  /// Line of the innermost `#if` that is still open.
  var openLine: Int? { levels.last?.line }

  mutating func open(_ condition: String, isGuard: Bool, depth: Int32, line: Int) {
    let isDead = condition == "0"
    if isDead { deadLevels += 1 }
    let chain = isGuard ? current : link(condition, around: current)
    levels.append(
      Level(
        base: current, present: condition, isGuard: isGuard, isDead: isDead, depthAtStart: depth, depthAfterFirst: nil,
        line: line, chain: chain))
    current = chain
  }

  /// Goes to the next branch, `condition` nil for `#else`; answers the brace depth to go on with, nil when no `#if`
  /// is open or its `#else` was there before.
  mutating func next(_ condition: String?, depth: Int32) -> Int32? {
    guard levels.last?.isLast == false, var level = levels.popLast() else { return nil }
    level.isLast = condition == nil
    if level.isDead { deadLevels -= 1 }
    // `#if 0` says nothing of its `#else`.
    if !level.isDead, !level.isGuard { level.base = link(ConditionText.negated(level.present), around: level.base) }
    level.present = condition ?? ""
    level.isDead = condition == "0"
    if level.isDead { deadLevels += 1 }
    level.chain = condition.map { level.isGuard ? level.base : link($0, around: level.base) } ?? level.base
    if level.depthAfterFirst == nil { level.depthAfterFirst = depth }
    levels.append(level)
    current = level.chain
    return level.depthAtStart
  }

  /// Closes the innermost `#if`; answers the brace depth to go on with, nil when none is open.
  mutating func close(depth: Int32) -> Int32? {
    guard let level = levels.popLast() else { return nil }
    if level.isDead { deadLevels -= 1 }
    current = levels.last?.chain ?? -1
    return level.depthAfterFirst ?? depth
  }

  /// The conditions of a chain, outermost first.
  func parts(of chain: Int32) -> [String] {
    var parts: [String] = []
    var index = chain
    while index >= 0 {
      parts.append(links[Int(index)].part)
      index = links[Int(index)].outer
    }
    return parts.reversed()
  }

  private mutating func link(_ part: String, around outer: Int32) -> Int32 {
    let count = outer < 0 ? 0 : links[Int(outer)].count
    guard count < Self.mostParts else {
      isTruncated = true
      return outer
    }
    links.append(Link(part: part, outer: outer, count: count + 1))
    return Int32(links.count - 1)
  }
}
