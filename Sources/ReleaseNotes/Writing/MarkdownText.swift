/// Text as Markdown: what it says stays text, whatever it is made of.
enum MarkdownText {
  /// The widest line, in characters; a mail is read at 72 to 80.
  private static let width = 78

  /// Words with every sign escaped that could mean something, on one line.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in oneLine(text).unicodeScalars {
      switch scalar {
      case "\\", "`", "*", "[", "]", "<", ">", "&", "~", "|", "#", "!":
        escaped.unicodeScalars.append("\\")
        escaped.unicodeScalars.append(scalar)
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return underscores(escaped)
  }

  /// Underscores inside a word mean nothing; others do.
  private static func underscores(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    for (index, scalar) in scalars.enumerated() {
      let isInside =
        index > 0 && index + 1 < scalars.count && scalars[index - 1].isWord && scalars[index + 1].isWord
      if scalar == "_", !isInside { result.append("\\") }
      result.append(scalar)
    }
    return String(result)
  }

  /// Words between marks of emphasis, which spaces may not touch.
  static func marked(_ words: String, by mark: String) -> String {
    let text = escaped(words)
    let inner = text.drop { $0 == " " }
    guard let last = inner.lastIndex(where: { $0 != " " }) else { return text }
    let end = inner.index(after: last)
    return "\(text[..<inner.startIndex])\(mark)\(inner[..<end])\(mark)\(inner[end...])"
  }

  /// A code span; its fence is longer than any run of backquotes inside.
  static func code(_ text: String) -> String {
    let text = oneLine(text)
    if text.isEmpty { return "` `" }
    var longest = 0
    var run = 0
    for character in text.utf8 {
      run = character == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest == 0 ? 1 : longest + 1)
    // A backquote or a space at an end would be taken for the fence or cut.
    let isOpen = text.hasPrefix("`") || text.hasSuffix("`") || (text.hasPrefix(" ") && text.hasSuffix(" "))
    return isOpen ? "\(fence) \(text) \(fence)" : fence + text + fence
  }

  /// An address between the parentheses of a link.
  static func destination(_ url: String) -> String {
    var result = ""
    for byte in url.utf8 {
      let isUnsafe = byte <= 0x20 || byte >= 0x7f || "()<>\\`|[]*\"".utf8.contains(byte)
      if isUnsafe {
        result += (byte < 0x10 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
      } else {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      }
    }
    return result
  }

  /// Text without line ends and controls; what reorders or hides text is shown by its number, as in HTML.
  static func oneLine(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0a, 0x0d, 0x09, 0x2028, 0x2029: result.append(" ")
      case 0..<0x20, 0x7f..<0xa0: result.append("\u{fffd}")
      case 0x61c, 0x180e, 0x200b, 0x200e, 0x200f, 0x202a...0x202e, 0x2060...0x2069, 0xfeff:
        result.append(contentsOf: "[U+\(String(scalar.value, radix: 16, uppercase: true))]".unicodeScalars)
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  /// The lines of a piece of code.
  static func lines(_ text: String) -> [String] {
    // A line may end with CR and LF, which are one character.
    text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }.map { oneLine(String($0)) }
  }

  /// `pieces` joined and broken at spaces; code spans and links are not cut, and no line begins like a list or heading.
  static func wrapped(_ pieces: [String]) -> [String] {
    var words: [String] = []
    var glue = false
    for piece in pieces {
      // A code span or a link is one word, spaces and all.
      let isWhole = piece.hasPrefix("`") || piece.hasPrefix("[`") || (piece.hasPrefix("[") && piece.hasSuffix(")"))
      let parts = isWhole ? [Substring(piece)] : piece.split(separator: " ", omittingEmptySubsequences: false)
      for (index, part) in parts.enumerated() {
        if index == 0, glue, !words.isEmpty { words[words.count - 1] += part } else { words.append(String(part)) }
        glue = true
        if index + 1 < parts.count { glue = false }
      }
    }
    var lines: [String] = []
    var line = ""
    for word in words where !word.isEmpty {
      if line.isEmpty {
        line = word
      } else if line.count + 1 + word.count <= width || meansSomethingAtStart(word) {
        line += " " + word
      } else {
        lines.append(line)
        line = word
      }
    }
    if !line.isEmpty { lines.append(line) }
    if let first = lines.first { lines[0] = atStart(first) }
    return lines.isEmpty ? [""] : lines
  }

  /// A first line that would be a list, a heading or a rule, so that it is none.
  private static func atStart(_ line: String) -> String {
    let word = line.prefix { $0 != " " }
    guard meansSomethingAtStart(String(word)) else { return line }
    // A number is escaped at the sign behind it, everything else at its first sign.
    guard word.utf8.first.map({ (0x30...0x39).contains($0) }) == true else { return "\\" + line }
    return word.dropLast() + "\\" + line.dropFirst(word.count - 1)
  }

  /// Whether a line that begins with `word` would be a list, a heading, a quotation or a rule.
  private static func meansSomethingAtStart(_ word: String) -> Bool {
    guard let first = word.utf8.first else { return false }
    switch first {
    case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "="): return true
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      guard let last = word.utf8.last else { return false }
      return (last == UInt8(ascii: ".") || last == UInt8(ascii: ")"))
        && word.utf8.dropLast().allSatisfy { (0x30...0x39).contains($0) }
    default: return false
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isWord: Bool { properties.isAlphabetic || properties.numericType != nil || self == "_" }
}
