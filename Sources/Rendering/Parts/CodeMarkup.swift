internal import HTMLText

/// C text with its words marked up: keywords, types after `struct`, numbers, strings, comments, and names that are
/// called. A lexer, no parser: any text is accepted and every byte of it comes out again.
enum CodeMarkup {
  /// Adds `code` with spans; `own` is a function's name that is set apart.
  static func add(_ code: String, naming own: String? = nil, to html: inout HTMLText) {
    var code = code
    var own = own ?? ""
    code.withUTF8 { code in own.withUTF8 { add(code, naming: $0, to: &html) } }
  }

  private static func add(
    _ code: UnsafeBufferPointer<UInt8>, naming own: UnsafeBufferPointer<UInt8>, to html: inout HTMLText
  ) {
    var scanner = CodeScanner(bytes: code)
    var followsTag = false
    while let token = scanner.next() {
      let text = UnsafeBufferPointer(rebasing: code[token.range])
      var kind: String?
      switch token.kind {
      case .space, .punctuation: kind = nil
      case .comment: kind = "c"
      case .string: kind = "s"
      case .number: kind = "n"
      case .directive: kind = "d"
      case .word:
        if text.elementsEqual(own) {
          kind = "f"
        } else if keywords.contains(text) {
          kind = "k"
        } else if followsTag || text.suffix(2).elementsEqual("_t".utf8) || basicTypes.contains(text) {
          kind = "t"
        }
        followsTag = tags.contains(text)
      }
      if token.kind == .punctuation { followsTag = false }
      if let kind { html.open("span", ["class": kind]) }
      html.text(utf8: text)
      if kind != nil { html.close("span") }
    }
  }

  private static let tags = CodeWords(["struct", "union", "enum"])
  private static let keywords = CodeWords([
    "auto", "break", "case", "const", "continue", "default", "do", "else", "enum", "extern", "for", "goto", "if",
    "inline", "register", "restrict", "return", "sizeof", "static", "struct", "switch", "typedef", "union", "volatile",
    "while", "__ksym", "__weak", "__bpf_kfunc",
  ])
  private static let basicTypes = CodeWords([
    "bool", "char", "double", "float", "int", "long", "short", "signed", "unsigned", "void", "s8", "s16", "s32", "s64",
    "u8", "u16", "u32", "u64", "__s8", "__s16", "__s32", "__s64", "__u8", "__u16", "__u32", "__u64", "__be16", "__be32",
    "__be64", "__le16", "__le32", "__le64", "__sum16", "__wsum",
  ])
}

/// A few words that are looked for by their bytes: by length first, which leaves two or three of them.
private struct CodeWords: Sendable {
  private var byLength: [[[UInt8]]] = []

  init(_ words: [String]) {
    byLength = Array(repeating: [], count: (words.map(\.utf8.count).max() ?? 0) + 1)
    for word in words { byLength[word.utf8.count].append(Array(word.utf8)) }
  }

  func contains(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard word.count < byLength.count else { return false }
    for known in byLength[word.count] where known.elementsEqual(word) { return true }
    return false
  }
}

/// Cuts C text into tokens that join to the text again.
struct CodeScanner {
  enum Kind { case space, word, number, string, comment, directive, punctuation }

  let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  /// The tokens of `bytes`, which outlive the scanner.
  init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func next() -> (kind: Kind, range: Range<Int>)? {
    guard position < bytes.count else { return nil }
    let start = position
    let byte = bytes[position]
    let kind: Kind
    switch byte {
    case 0...0x20:
      skip { $0 <= 0x20 }
      kind = .space
    case _ where Self.isWord(byte) && !Self.isDigit(byte):
      skip(Self.isWord)
      kind = .word
    case _ where Self.isDigit(byte):
      skip { Self.isWord($0) || $0 == UInt8(ascii: ".") }
      kind = .number
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      quoted(by: byte)
      kind = .string
    case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"):
      skip { $0 != 0x0a }
      kind = .comment
    case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"):
      comment()
      kind = .comment
    case UInt8(ascii: "#"):
      position += 1
      skip { $0 == 0x20 }
      skip(Self.isWord)
      kind = .directive
    default:
      skip(Self.isPunctuation)
      // A lone `/` or a byte of another script: at least one byte goes.
      if position == start { position += 1 }
      kind = .punctuation
    }
    return (kind, start..<position)
  }

  private func peek(_ offset: Int) -> UInt8? { position + offset < bytes.count ? bytes[position + offset] : nil }

  private mutating func skip(_ condition: (UInt8) -> Bool) {
    while position < bytes.count, condition(bytes[position]) { position += 1 }
  }

  private mutating func quoted(by quote: UInt8) {
    position += 1
    while position < bytes.count, bytes[position] != quote, bytes[position] != 0x0a {
      position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    position = min(position < bytes.count && bytes[position] == quote ? position + 1 : position, bytes.count)
  }

  private mutating func comment() {
    position += 2
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
        position += 2
        return
      }
      position += 1
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

  /// Bytes above ASCII belong to words, so that no sequence is cut.
  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), 0x80...: true
    default: isDigit(byte)
    }
  }

  private static func isPunctuation(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte != UInt8(ascii: "/") && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "'")
      && byte != UInt8(ascii: "#") && !isWord(byte)
  }
}
