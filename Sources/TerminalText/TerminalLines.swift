internal import Diagnostics

/// Lines for a terminal: wrapped to its width, styled only where styles are wanted, and nothing in them that a terminal
/// would act on but those styles.
struct TerminalLines {
  /// A style by its parameter of `ESC [ … m` (ECMA-48, 8.3.117).
  enum Style: String {
    case plain = ""
    case strong = "1"
    case faint = "2"
    case heading = "1;36"
  }

  /// The width, in columns.
  let width: Int
  /// Whether styles are wanted.
  let isStyled: Bool
  private(set) var text = ""

  /// Lines of `width` columns, twenty at least: narrower than that nothing can be read.
  init(width: Int, isStyled: Bool) {
    self.width = max(20, width)
    self.isStyled = isStyled
  }

  /// A heading with an empty line above it.
  mutating func heading(_ title: String) {
    text += "\n"
    add(VisibleText.of(title), .heading)
  }

  /// Words, wrapped between spaces; a word wider than a line stays whole.
  ///
  /// - Parameters:
  ///   - words: The words; what a terminal would act on is shown as an escape.
  ///   - indent: Columns in front of each line.
  ///   - hanging: Further columns in front of each line but the first.
  mutating func paragraph(_ words: String, indent: Int = 2, hanging: Int = 0, _ style: Style = .plain) {
    var line = String(repeating: " ", count: indent)
    var columns = indent
    var isEmpty = true
    for word in VisibleText.of(words).split(separator: " ") {
      let size = TerminalColumns.count(String(word))
      if !isEmpty, columns + 1 + size > width {
        add(line, style)
        line = String(repeating: " ", count: indent + hanging)
        columns = indent + hanging
        isEmpty = true
      }
      if !isEmpty {
        line += " "
        columns += 1
      }
      line += word
      columns += size
      isEmpty = false
    }
    if !isEmpty { add(line, style) }
  }

  /// A term with what is said of it, beside it where it is short, else under it.
  mutating func entry(_ term: String, _ words: String, column: Int = 18) {
    let shown = VisibleText.of(term)
    let size = TerminalColumns.count(shown)
    if words.isEmpty {
      add("  " + shown, .strong)
    } else if size + 4 > column || width < column + 20 {
      add("  " + shown, .strong)
      paragraph(words, indent: 6)
    } else {
      var rest = TerminalLines(width: width, isStyled: false)
      rest.paragraph(words, indent: column)
      let padding = String(repeating: " ", count: column - 2 - size)
      text += "  " + styled(shown, .strong) + padding + rest.text.drop { $0 == " " }
    }
  }

  /// Code: lines as they are, wrapped nowhere.
  mutating func code(_ code: String, indent: Int = 4) {
    // A line may end with CR and LF, which are one character.
    for line in code.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" }) {
      // Tabs of a source stand for indentation.
      add(line.isEmpty ? "" : String(repeating: " ", count: indent) + VisibleText.of(String(line)), .plain)
    }
  }

  private mutating func add(_ line: String, _ style: Style) {
    let indent = line.prefix { $0 == " " }
    text += indent + styled(String(line.dropFirst(indent.count)), style) + "\n"
  }

  private func styled(_ words: String, _ style: Style) -> String {
    isStyled && style != .plain && !words.isEmpty ? "\u{1b}[\(style.rawValue)m\(words)\u{1b}[0m" : words
  }
}
