/// What stands at the beginning of a line, as far as limits ask: container markers, and what kind of line may follow.
struct LineLead {
  let start: Int
  /// Where the text begins, behind quote marks, list markers and indentation.
  let text: Int
  let isBlank: Bool
  /// Quote marks before the text.
  let quotes: Int
  /// Columns of list markers before the text.
  let listColumns: [Int]
  /// Whether this line surely ends a paragraph above it: a bullet with text, or an ATX heading, indented at most three
  /// columns (whatever contains it).
  let beginsBlock: Bool
  /// Whether only `|`, `:`, `-` and space follow, at least one `-` among them.
  let isDelimiterRow: Bool
  /// Whether it begins with `[`: perhaps a link reference definition or a footnote.
  let isDefinition: Bool

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    start = range.lowerBound
    var at = range.lowerBound
    var column = 0
    var quotes = 0
    var lists: [Int] = []
    var firstMarker: (column: Int, isBullet: Bool)?
    scan: while at < range.upperBound {
      switch bytes[at] {
      case 0x20: column += 1
      case 0x09: column += 4 - column % 4
      case UInt8(ascii: ">"):
        quotes += 1
        if firstMarker == nil { firstMarker = (column, false) }
        column += 1
      case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"):
        guard at + 1 == range.upperBound || bytes[at + 1] == 0x20 || bytes[at + 1] == 0x09 else { break scan }
        if lists.isEmpty, Self.isRule(bytes, at..<range.upperBound) { break scan }
        if firstMarker == nil { firstMarker = (column, true) }
        lists.append(column)
        column += 1
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        var digit = at
        while digit < range.upperBound, digit - at < 10, (0x30...0x39).contains(bytes[digit]) { digit += 1 }
        guard digit < range.upperBound, bytes[digit] == UInt8(ascii: ".") || bytes[digit] == UInt8(ascii: ")"),
          digit + 1 == range.upperBound || bytes[digit + 1] == 0x20 || bytes[digit + 1] == 0x09
        else { break scan }
        if firstMarker == nil { firstMarker = (column, false) }
        lists.append(column)
        column += digit + 1 - at
        at = digit
      default: break scan
      }
      at += 1
    }
    text = at
    isBlank = at == range.upperBound && lists.isEmpty
    self.quotes = quotes
    listColumns = lists
    let first = at < range.upperBound ? bytes[at] : 0
    let isBullet = firstMarker.map { $0.isBullet && $0.column <= 3 } ?? false
    let isHeading =
      firstMarker == nil && column <= 3 && first == UInt8(ascii: "#") && Self.isHeading(bytes, at..<range.upperBound)
    beginsBlock = (isBullet && at < range.upperBound) || isHeading
    isDefinition = first == UInt8(ascii: "[")
    isDelimiterRow = Self.isDelimiterRow(bytes, at..<range.upperBound)
  }

  /// Whether a line whose text begins with `byte` may begin with a mark of a quote or a list.
  static func mayBeContainer(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ">"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"), 0x30...0x39: true
    default: false
    }
  }

  /// Whether a line is one byte again and again (`- - -`): a thematic break, not lists.
  private static func isRule(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    let byte = bytes[range.lowerBound]
    var count = 0
    for index in range {
      if bytes[index] == byte {
        count += 1
      } else if bytes[index] != 0x20 && bytes[index] != 0x09 {
        return false
      }
    }
    return count >= 3 && byte != UInt8(ascii: "+")
  }

  private static func isHeading(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    var at = range.lowerBound
    while at < range.upperBound, bytes[at] == UInt8(ascii: "#") { at += 1 }
    return at - range.lowerBound <= 6 && at < range.upperBound && (bytes[at] == 0x20 || bytes[at] == 0x09)
  }

  private static func isDelimiterRow(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    var hasDash = false
    for index in range {
      switch bytes[index] {
      case UInt8(ascii: "-"): hasDash = true
      case UInt8(ascii: "|"), UInt8(ascii: ":"), 0x20, 0x09, 0x0b, 0x0c: break
      default: return false
      }
    }
    return hasDash
  }
}

/// What a line's text holds of the bytes that cost something.
struct LineCounts {
  var bars = 0
  var open = 0
  var close = 0
  var markup = 0
  var at = 0
  var parenthesisSteps = 0
  /// `www.` in a word times its length.
  var hostSteps = 0
  /// `://` in a word with a `<` times its length.
  var schemeSteps = 0
  /// Whether `]:` stands there, which every definition has.
  var hasDefinitionMark = false
  /// Runs of `*`.
  var stars = 0
  /// Runs of `_` that may begin or end emphasis.
  var underscores = 0
  /// Whether a quoted title that began here may still be open.
  var hasOpenQuote = false

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    var wordStart = range.lowerBound
    let w = UInt8(ascii: "w")
    var closers = 0
    var hosts = 0
    var schemes = 0
    var hasAngle = false
    let slash = UInt8(ascii: "/")
    var double = 0
    var single = 0
    var parentheses = 0
    for index in range {
      let byte = bytes[index]
      // Letters, digits and most of what lies above them cost nothing.
      if byte > 0x5d && byte != UInt8(ascii: "|") && byte != UInt8(ascii: "_") || (byte > 0x2f && byte < 0x3c) {
        continue
      }
      switch byte {
      case 0x20, 0x09:
        if closers > 0 { parenthesisSteps += closers &* (index - wordStart) }
        if hosts > 0 { hostSteps += hosts &* (index - wordStart) }
        if schemes > 0, hasAngle { schemeSteps += schemes &* (index - wordStart) }
        wordStart = index + 1
        closers = 0
        hosts = 0
        schemes = 0
        hasAngle = false
      case UInt8(ascii: "."):
        if index - range.lowerBound >= 3, bytes[index - 1] == w, bytes[index - 2] == w, bytes[index - 3] == w {
          hosts += 1
        }
      // Runs, by their last byte.
      case UInt8(ascii: "*"): if index + 1 == range.upperBound || bytes[index + 1] != byte { stars += 1 }
      case UInt8(ascii: "_"):
        // Inside a name it begins and ends nothing.
        let isInside =
          index > range.lowerBound && index + 1 < range.upperBound && Self.isPlain(bytes[index - 1])
          && Self.isPlain(bytes[index + 1])
        if !isInside, index + 1 == range.upperBound || bytes[index + 1] != byte { underscores += 1 }
      case UInt8(ascii: "|"): bars += 1
      case UInt8(ascii: "["): open += 1
      case UInt8(ascii: "]"):
        close += 1
        if index + 1 < range.upperBound, bytes[index + 1] == UInt8(ascii: ":") { hasDefinitionMark = true }
      case UInt8(ascii: "@"): at += 1
      case UInt8(ascii: "("): parentheses += 1
      case UInt8(ascii: ")"):
        closers += 1
        parentheses -= 1
      case UInt8(ascii: "\""): double += 1
      case UInt8(ascii: "'"): single += 1
      case UInt8(ascii: "\\"): hasOpenQuote = true
      case slash:
        if index - range.lowerBound >= 2, bytes[index - 1] == slash, bytes[index - 2] == UInt8(ascii: ":") {
          schemes += 1
        }
      case UInt8(ascii: "<"):
        hasAngle = true
        if index + 1 < range.upperBound, bytes[index + 1] == UInt8(ascii: "!") || bytes[index + 1] == UInt8(ascii: "?")
        {
          markup += 1
        }
      default: break
      }
    }
    if closers > 0 { parenthesisSteps += closers &* (range.upperBound - wordStart) }
    if hosts > 0 { hostSteps += hosts &* (range.upperBound - wordStart) }
    if schemes > 0, hasAngle { schemeSteps += schemes &* (range.upperBound - wordStart) }
    if double % 2 != 0 || single % 2 != 0 || parentheses > 0 { hasOpenQuote = true }
  }

  /// A letter or digit of ASCII.
  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
  }
}
