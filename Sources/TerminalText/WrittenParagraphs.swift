/// What people wrote, cut into its paragraphs as it stands: Markdown is text that reads well.
enum WrittenParagraphs: Equatable {
  /// Prose, its lines joined.
  case words(String)
  /// Lists, tables, quotations and code, which keep their lines.
  case lines([String])

  /// The paragraphs of `text`, whose lines may end with LF or with CR and LF.
  static func of(_ text: String) -> [WrittenParagraphs] {
    var paragraphs: [WrittenParagraphs] = []
    var gathered: [Substring] = []
    var fence: Fence?
    func close() {
      if !gathered.isEmpty { paragraphs.append(paragraph(gathered)) }
      gathered = []
    }
    // CR LF is one character of a string.
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" }) {
      if let open = fence {
        gathered.append(line)
        if open.isClosed(by: line) {
          fence = nil
          close()
        }
      } else if let opened = Fence(line) {
        close()
        fence = opened
        gathered = [line]
      } else if line.allSatisfy({ $0 == " " || $0 == "\t" }) {
        close()
      } else {
        gathered.append(line)
      }
    }
    close()
    return paragraphs
  }

  private static func paragraph(_ lines: [Substring]) -> WrittenParagraphs {
    guard let first = lines.first, let sign = first.first, Fence(first) == nil, !first.hasPrefix("* "),
      sign.isLetter || sign == "`" || sign == "*"
    else { return .lines(lines.map(String.init)) }
    return .words(lines.joined(separator: " "))
  }

  /// The line above code: three or more of one sign, perhaps with words behind them.
  private struct Fence {
    private let sign: Character
    private let count: Int

    /// The fence that `line` is; nil for another line.
    init?(_ line: Substring) {
      guard let sign = line.first, sign == "`" || sign == "~" else { return nil }
      self.sign = sign
      count = line.prefix { $0 == sign }.count
      // Backquotes behind backquotes are a code span.
      if count < 3 || (sign == "`" && line.dropFirst(count).contains("`")) { return nil }
    }

    /// Whether the code ends with `line`: as many of the sign or more, and nothing else.
    func isClosed(by line: Substring) -> Bool {
      guard let other = Fence(line), other.sign == sign, other.count >= count else { return false }
      return line.dropFirst(other.count).allSatisfy { $0 == " " || $0 == "\t" }
    }
  }
}
