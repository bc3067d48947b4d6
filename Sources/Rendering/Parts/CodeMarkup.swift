internal import HTMLText

/// C text with its words marked up: keywords, types after `struct`, numbers, strings, comments, and names that are
/// called. A lexer, no parser: any text is accepted and every byte of it comes out again.
enum CodeMarkup {
  /// Adds `code` with spans; `own` is a function's name that is set apart.
  static func add(_ code: String, naming own: String? = nil, to html: inout HTMLText) {
    let bytes = Array(code.utf8)
    var scanner = CodeScanner(bytes: bytes)
    var followsTag = false
    while let token = scanner.next() {
      let text = String(decoding: bytes[token.range], as: UTF8.self)
      var kind: String?
      switch token.kind {
      case .space, .punctuation: kind = nil
      case .comment: kind = "c"
      case .string: kind = "s"
      case .number: kind = "n"
      case .directive: kind = "d"
      case .word:
        if text == own {
          kind = "f"
        } else if keywords.contains(text) {
          kind = "k"
        } else if followsTag || text.hasSuffix("_t") || basicTypes.contains(text) {
          kind = "t"
        }
        followsTag = tags.contains(text)
      }
      if token.kind == .punctuation { followsTag = false }
      if let kind {
        html.element("span", ["class": kind], text: text)
      } else {
        html.text(text)
      }
    }
  }

  private static let tags: Set<String> = ["struct", "union", "enum"]
  private static let keywords: Set<String> = [
    "auto", "break", "case", "const", "continue", "default", "do", "else", "enum", "extern", "for", "goto", "if",
    "inline", "register", "restrict", "return", "sizeof", "static", "struct", "switch", "typedef", "union", "volatile",
    "while", "__ksym", "__weak", "__bpf_kfunc",
  ]
  private static let basicTypes: Set<String> = [
    "bool", "char", "double", "float", "int", "long", "short", "signed", "unsigned", "void", "s8", "s16", "s32", "s64",
    "u8", "u16", "u32", "u64", "__s8", "__s16", "__s32", "__s64", "__u8", "__u16", "__u32", "__u64", "__be16", "__be32",
    "__be64", "__le16", "__le32", "__le64", "__sum16", "__wsum",
  ]
}

/// Cuts C text into tokens that join to the text again.
struct CodeScanner {
  enum Kind { case space, word, number, string, comment, directive, punctuation }

  let bytes: [UInt8]
  private var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

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
