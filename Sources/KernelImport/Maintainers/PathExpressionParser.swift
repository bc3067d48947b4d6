/// A parsed expression, before it becomes an automaton.
indirect enum PathExpressionNode {
  case bytes(ByteSet)
  case assertion(PathExpression.Assertion)
  case sequence([PathExpressionNode])
  case choice([PathExpressionNode])
  case repetition(PathExpressionNode, least: Int, most: Int?)
}

/// A recursive-descent parser of the syntax that ``PathExpression`` lists; its depth is bounded.
struct PathExpressionParser {
  typealias Failure = PathExpression.Failure

  private let pattern: [UInt8]
  private let isExtended: Bool
  private var index = 0
  private var depth = 0

  /// A parser at the start of `pattern`.
  init(pattern: [UInt8], isExtended: Bool) {
    self.pattern = pattern
    self.isExtended = isExtended
  }

  /// The whole pattern as a tree.
  mutating func parse() throws(Failure) -> PathExpressionNode {
    let node = try choice()
    if index < pattern.count { throw failure("unmatched )") }
    return node
  }

  private var byte: UInt8? { index < pattern.count ? pattern[index] : nil }

  private func failure(_ reason: String) -> Failure { Failure(reason: reason, offset: index) }

  private mutating func take(_ wanted: UInt8) -> Bool {
    guard byte == wanted else { return false }
    index += 1
    return true
  }

  /// Under `/x`, passes white space and comments.
  private mutating func skipIgnored() {
    guard isExtended else { return }
    while let byte {
      if ByteSet.space.contains(byte) {
        index += 1
      } else if byte == UInt8(ascii: "#") {
        while let byte = self.byte, byte != UInt8(ascii: "\n") { index += 1 }
      } else {
        return
      }
    }
  }

  private mutating func choice() throws(Failure) -> PathExpressionNode {
    var branches: [PathExpressionNode] = []
    repeat { branches.append(try sequence()) } while take(UInt8(ascii: "|"))
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func sequence() throws(Failure) -> PathExpressionNode {
    var nodes: [PathExpressionNode] = []
    while true {
      skipIgnored()
      guard let byte, byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")") else { break }
      nodes.append(try repeated(try atom(byte)))
    }
    return nodes.count == 1 ? nodes[0] : .sequence(nodes)
  }

  private mutating func repeated(_ node: PathExpressionNode) throws(Failure) -> PathExpressionNode {
    skipIgnored()
    let least: Int
    let most: Int?
    switch byte {
    case UInt8(ascii: "*"): (least, most) = (0, nil)
    case UInt8(ascii: "+"): (least, most) = (1, nil)
    case UInt8(ascii: "?"): (least, most) = (0, 1)
    case UInt8(ascii: "{"):
      guard let counts = counts() else { return node }
      (least, most) = (counts.least, counts.most)
      if max(least, most ?? 0) > 1000 { throw failure("a count above 1000") }
      if let most, most < least { throw failure("counts in the wrong order") }
    default: return node
    }
    index += 1
    skipIgnored()
    switch byte {
    case UInt8(ascii: "?"): index += 1  // lazy: which match is found does not matter here
    case UInt8(ascii: "+"): throw failure("possessive repeats are not read")
    default: break
    }
    switch byte {
    case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"): throw failure("nested repeats")
    default: return .repetition(node, least: least, most: most)
    }
  }

  /// `{n}`, `{n,}`, `{,m}` or `{n,m}` at the index, leaving it on the closing brace; nil (a literal brace) otherwise.
  private mutating func counts() -> (least: Int, most: Int?)? {
    var scan = index + 1
    func number() -> (value: Int, end: Int)? {
      var end = scan
      var value = 0
      while end < pattern.count, ByteSet.digit.contains(pattern[end]), end - scan < 6 {
        value = value * 10 + Int(pattern[end] - UInt8(ascii: "0"))
        end += 1
      }
      return end == scan ? nil : (value, end)
    }
    // `{,n}` counts from zero since Perl 5.34, `{,}` is text.
    let first = number()
    scan = first?.end ?? scan
    var most = first?.value
    if scan < pattern.count, pattern[scan] == UInt8(ascii: ",") {
      scan += 1
      let second = number()
      if first == nil, second == nil { return nil }
      most = second?.value
      scan = second?.end ?? scan
    } else if first == nil {
      return nil
    }
    guard scan < pattern.count, pattern[scan] == UInt8(ascii: "}") else { return nil }
    index = scan
    return (first?.value ?? 0, most)
  }

  private mutating func atom(_ first: UInt8) throws(Failure) -> PathExpressionNode {
    switch first {
    case UInt8(ascii: "("): return try group()
    case UInt8(ascii: "["): return .bytes(try bracket())
    case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"): throw failure("nothing to repeat")
    case UInt8(ascii: "\\"): return try escape()
    default: break
    }
    index += 1
    switch first {
    case UInt8(ascii: "."): return .bytes(.anyButLineFeed)
    case UInt8(ascii: "^"): return .assertion(.start)
    case UInt8(ascii: "$"): return .assertion(.end)
    default: return .bytes(ByteSet(first...first))
    }
  }

  private mutating func group() throws(Failure) -> PathExpressionNode {
    if depth == PathExpression.deepestNesting { throw failure("groups nested too deep") }
    depth += 1
    defer { depth -= 1 }
    index += 1
    if byte == UInt8(ascii: "?") {
      guard index + 1 < pattern.count, pattern[index + 1] == UInt8(ascii: ":") else {
        throw failure("look-around and inline options are not read")
      }
      index += 2
    } else if byte == UInt8(ascii: "*") {
      throw failure("control verbs are not read")
    }
    let node = try choice()
    guard take(UInt8(ascii: ")")) else { throw failure("missing )") }
    return node
  }

  private mutating func escape() throws(Failure) -> PathExpressionNode {
    index += 1
    switch byte {
    case UInt8(ascii: "b"):
      index += 1
      return .assertion(.wordBoundary)
    case UInt8(ascii: "B"):
      index += 1
      return .assertion(.noWordBoundary)
    case UInt8(ascii: "A"):
      index += 1
      return .assertion(.start)
    case UInt8(ascii: "z"), UInt8(ascii: "Z"):
      index += 1
      return .assertion(.end)
    default:
      return .bytes(try escapedSet())
    }
  }

  /// The set that an escape stands for; the index is behind the backslash.
  private mutating func escapedSet() throws(Failure) -> ByteSet {
    guard let byte else { throw failure("a backslash at the end") }
    let set: ByteSet
    switch byte {
    case UInt8(ascii: "d"): set = .digit
    case UInt8(ascii: "D"): set = ByteSet.digit.inverted
    case UInt8(ascii: "w"): set = .word
    case UInt8(ascii: "W"): set = ByteSet.word.inverted
    case UInt8(ascii: "s"): set = .space
    case UInt8(ascii: "S"): set = ByteSet.space.inverted
    case UInt8(ascii: "h"): set = .horizontalSpace
    case UInt8(ascii: "H"): set = ByteSet.horizontalSpace.inverted
    case UInt8(ascii: "t"): set = ByteSet(of: "\t")
    case UInt8(ascii: "n"): set = ByteSet(of: "\n")
    case UInt8(ascii: "r"): set = ByteSet(of: "\r")
    case UInt8(ascii: "f"): set = ByteSet(of: "\u{c}")
    case UInt8(ascii: "e"): set = ByteSet(of: "\u{1b}")
    case UInt8(ascii: "x"): return try hexadecimal()
    default:
      if ByteSet.alphanumeric.contains(byte) { throw failure("an escape that is not read") }
      set = ByteSet(byte...byte)
    }
    index += 1
    return set
  }

  /// `\x41` or `\x{41}`; the index is on the `x`.
  private mutating func hexadecimal() throws(Failure) -> ByteSet {
    index += 1
    let isBraced = take(UInt8(ascii: "{"))
    var digits = ""
    while let byte, ByteSet.hexDigit.contains(byte), digits.utf8.count < 2 {
      digits.unicodeScalars.append(Unicode.Scalar(byte))
      index += 1
    }
    if isBraced, !take(UInt8(ascii: "}")) { throw failure("a character beyond one byte") }
    let value = UInt8(digits, radix: 16) ?? 0
    return ByteSet(value...value)
  }

  private mutating func bracket() throws(Failure) -> ByteSet {
    index += 1
    let isNegated = take(UInt8(ascii: "^"))
    var set = ByteSet()
    var isFirst = true
    while true {
      guard let byte else { throw failure("missing ]") }
      if byte == UInt8(ascii: "]"), !isFirst { break }
      isFirst = false
      let lower = try bracketMember()
      // A range has one byte on both sides; a dash elsewhere stands for itself.
      if let first = lower.onlyByte, self.byte == UInt8(ascii: "-"), index + 1 < pattern.count,
        pattern[index + 1] != UInt8(ascii: "]")
      {
        index += 1
        guard let last = try bracketMember().onlyByte, first <= last else { throw failure("a wrong range") }
        set.formUnion(ByteSet(first...last))
      } else {
        set.formUnion(lower)
      }
    }
    index += 1
    return isNegated ? set.inverted : set
  }

  private mutating func bracketMember() throws(Failure) -> ByteSet {
    guard let byte else { throw failure("missing ]") }
    if byte == UInt8(ascii: "\\") {
      index += 1
      if take(UInt8(ascii: "b")) { return ByteSet(0x08...0x08) }
      return try escapedSet()
    }
    if byte == UInt8(ascii: "["), index + 1 < pattern.count, pattern[index + 1] == UInt8(ascii: ":"),
      let end = posixEnd()
    {
      let name = String(decoding: pattern[(index + 2)..<end], as: UTF8.self)
      guard let set = Self.posixSets[name] else { throw failure("an unknown class [:\(name):]") }
      index = end + 2
      return set
    }
    index += 1
    return ByteSet(byte...byte)
  }

  /// The place of the `:]` that closes the `[:` at the index.
  private func posixEnd() -> Int? {
    var scan = index + 2
    while scan + 1 < pattern.count, scan - index < 16 {
      if pattern[scan] == UInt8(ascii: ":"), pattern[scan + 1] == UInt8(ascii: "]") { return scan }
      scan += 1
    }
    return nil
  }

  private static let posixSets: [String: ByteSet] = [
    "alpha": .letter, "digit": .digit, "alnum": .alphanumeric, "upper": .upper, "lower": .lower, "word": .word,
    "space": .space, "blank": .horizontalSpace, "punct": .punctuation, "xdigit": .hexDigit, "graph": .graphic,
    "print": .printable, "cntrl": .control,
  ]
}
