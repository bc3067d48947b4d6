/// A word, number or mark of a C declaration.
struct CToken: Hashable, Sendable {
  /// Its text.
  var text: String
  /// Whether it can be a name or keyword.
  var isWord: Bool
}

/// Why a declaration could not be read. Nothing unread is ever taken for equal.
public struct DeclarationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was wrong.
  public var reason: String
  /// The declaration.
  public var text: String

  /// The reason with the declaration behind it.
  public var description: String { "\(reason) in '\(text)'" }
}

extension CToken {
  /// The tokens of a declaration without comments.
  static func tokens(of text: String) throws(DeclarationError) -> [CToken] {
    var tokens: [CToken] = []
    var word = ""
    var dots = 0
    func isWordByte(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: false
      }
    }
    for byte in text.utf8 {
      if isWordByte(byte) {
        word.unicodeScalars.append(Unicode.Scalar(byte))
        continue
      }
      if !word.isEmpty {
        let isNumber = word.utf8.first.map { $0 <= UInt8(ascii: "9") } ?? false
        tokens.append(CToken(text: word, isWord: !isNumber))
        word = ""
      }
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"): continue
      case UInt8(ascii: "."):
        dots += 1
        if dots == 3 {
          tokens.append(CToken(text: "...", isWord: false))
          dots = 0
        }
      case UInt8(ascii: "*"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"),
        UInt8(ascii: ","):
        tokens.append(CToken(text: String(Unicode.Scalar(byte)), isWord: false))
      default:
        throw DeclarationError(reason: "unexpected character '\(Unicode.Scalar(byte))'", text: text)
      }
    }
    guard dots == 0 else { throw DeclarationError(reason: "stray dot", text: text) }
    if !word.isEmpty {
      let isNumber = word.utf8.first.map { $0 <= UInt8(ascii: "9") } ?? false
      tokens.append(CToken(text: word, isWord: !isNumber))
    }
    return tokens
  }
}
