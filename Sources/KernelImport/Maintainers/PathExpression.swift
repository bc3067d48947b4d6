/// A regular expression over a path, as MAINTAINERS patterns use them: the part of Perl's syntax that asks only
/// whether something matches.
///
/// It compiles to a small automaton whose states advance together, so matching takes time proportional to the
/// path's length times the pattern's, whatever the pattern. Known: literals, `.`, classes with ranges, negation,
/// POSIX names and `\d \D \w \W \s \S \h \H`, `\x41`, groups `(…)` and `(?:…)`, `|`, `* + ? {n} {n,} {n,m}` and
/// their lazy forms, `^ $ \A \z \Z \b \B`. What needs memory of what matched (back references, look-around,
/// possessive repeats) is refused.
struct PathExpression: Sendable {
  /// One step of the automaton.
  enum Step: Sendable {
    case byte(UInt8)
    case oneOf(ByteSet)
    case split(Int, Int)
    case jump(Int)
    case assert(Assertion)
    case accept
  }

  /// A condition on a position that consumes nothing.
  enum Assertion: Sendable {
    case start
    case end
    case wordBoundary
    case noWordBoundary
  }

  /// Why a pattern cannot be compiled.
  struct Failure: Error, Equatable {
    /// What is wrong, without a full stop.
    var reason: String
    /// Bytes before the place, counted in the pattern as given.
    var offset: Int
  }

  /// Patterns longer than this are refused.
  static let longestPattern = 4096
  /// Automata larger than this are refused: counted repeats multiply.
  static let largestProgram = 20_000
  /// Groups nested deeper than this are refused.
  static let deepestNesting = 64

  private let program: [Step]

  /// Compiles `pattern`; `isExtended` is Perl's `/x`: white space and `#` comments in the pattern are ignored.
  init(_ pattern: [UInt8], isExtended: Bool = false) throws(Failure) {
    if pattern.count > Self.longestPattern {
      throw Failure(reason: "pattern is longer than \(Self.longestPattern) bytes", offset: 0)
    }
    var parser = PathExpressionParser(pattern: pattern, isExtended: isExtended)
    let tree = try parser.parse()
    var program: [Step] = []
    var work = 0
    try Self.emit(tree, into: &program, work: &work)
    program.append(.accept)
    self.program = program
  }

  /// Whether the expression matches anywhere in `path`.
  func matches(_ path: [UInt8]) -> Bool {
    var current = StateSet(capacity: program.count)
    var next = StateSet(capacity: program.count)
    for position in 0...path.count {
      // An attempt begins at every position; an accepting state ends the search.
      if add(0, to: &current, path, position) { return true }
      guard position < path.count else { return false }
      let byte = path[position]
      next.removeAll()
      for index in 0..<current.count {
        let state = current[index]
        let advances =
          switch program[state] {
          case .byte(let wanted): wanted == byte
          case .oneOf(let set): set.contains(byte)
          default: false
          }
        if advances, add(state + 1, to: &next, path, position + 1) { return true }
      }
      swap(&current, &next)
    }
    return false
  }

  /// Adds `first` and what follows from it without consuming a byte; true when that accepts.
  private func add(_ first: Int, to set: inout StateSet, _ path: [UInt8], _ position: Int) -> Bool {
    var pending = [first]
    while let state = pending.popLast() {
      if !set.insert(state) { continue }
      switch program[state] {
      case .accept: return true
      case .jump(let target): pending.append(target)
      case .split(let left, let right):
        pending.append(right)
        pending.append(left)
      case .assert(let assertion):
        if holds(assertion, path, position) { pending.append(state + 1) }
      case .byte, .oneOf: break
      }
    }
    return false
  }

  private func holds(_ assertion: Assertion, _ path: [UInt8], _ position: Int) -> Bool {
    switch assertion {
    case .start: return position == 0
    case .end: return position == path.count
    case .wordBoundary, .noWordBoundary:
      let before = position > 0 && ByteSet.word.contains(path[position - 1])
      let after = position < path.count && ByteSet.word.contains(path[position])
      return (before != after) == (assertion == .wordBoundary)
    }
  }

  /// Writes `node`'s steps; `work` counts nodes, since repeats of nothing grow no program.
  private static func emit(
    _ node: PathExpressionNode, into program: inout [Step], work: inout Int
  ) throws(Failure) {
    work += 1
    if work > largestProgram { throw Failure(reason: "pattern repeats too much", offset: 0) }
    switch node {
    case .bytes(let set):
      program.append(set.onlyByte.map(Step.byte) ?? .oneOf(set))
    case .assertion(let assertion):
      program.append(.assert(assertion))
    case .sequence(let nodes):
      for node in nodes { try emit(node, into: &program, work: &work) }
    case .choice(let branches):
      var jumps: [Int] = []
      for (index, branch) in branches.enumerated() {
        guard index < branches.count - 1 else {
          try emit(branch, into: &program, work: &work)
          break
        }
        let split = program.count
        program.append(.jump(0))
        try emit(branch, into: &program, work: &work)
        jumps.append(program.count)
        program.append(.jump(0))
        program[split] = .split(split + 1, program.count)
      }
      for jump in jumps { program[jump] = .jump(program.count) }
    case .repetition(let inner, let least, let most):
      for _ in 0..<least { try emit(inner, into: &program, work: &work) }
      guard let most else {
        let split = program.count
        program.append(.jump(0))
        try emit(inner, into: &program, work: &work)
        program.append(.jump(split))
        program[split] = .split(split + 1, program.count)
        return
      }
      var splits: [Int] = []
      for _ in least..<max(least, most) {
        splits.append(program.count)
        program.append(.jump(0))
        try emit(inner, into: &program, work: &work)
      }
      for split in splits { program[split] = .split(split + 1, program.count) }
    }
  }
}

/// The states that an automaton is in: insertion, look-up and emptying in constant time.
private struct StateSet {
  private var dense: [Int] = []
  private var sparse: [Int]

  init(capacity: Int) { sparse = Array(repeating: 0, count: capacity) }

  var count: Int { dense.count }
  subscript(index: Int) -> Int { dense[index] }

  /// Adds `state`; false when it was there.
  mutating func insert(_ state: Int) -> Bool {
    let place = sparse[state]
    if place < dense.count, dense[place] == state { return false }
    sparse[state] = dense.count
    dense.append(state)
    return true
  }

  mutating func removeAll() { dense.removeAll(keepingCapacity: true) }
}
