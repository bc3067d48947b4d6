/// The text of a template with the file that it came from.
public struct TemplateText: Hashable, Sendable {
  /// Its name: the file's without `.mustache`.
  public let name: String
  /// The file as diagnostics show it.
  public let file: String
  /// The text.
  public let text: String

  /// The template `name` of `file`.
  public init(name: String, file: String, text: String) {
    self.name = name
    self.file = file
    self.text = text
  }
}

/// One tag of a template: `{{name}}`, `{{#name}}`, `{{> name}}`.
struct TemplateTag: Equatable {
  enum Kind: Equatable {
    case variable, section, invertedSection, end, partial, parent, block, comment
    /// A tag of Mustache that templates here may not use: delimiters, pragmas, dynamic partials.
    case unsupported(String)
  }

  var kind: Kind
  /// The name without white space.
  var name: String
  /// Where the name begins, line and column from 1, columns in bytes.
  var line: Int
  var column: Int
  /// The bytes of the whole tag, braces and all.
  var range: Range<Int>
}

/// Finds the tags of a template with their places.
///
/// The check and the parser read the same tags. Linear.
struct TemplateTagScanner {
  private let bytes: [UInt8]
  private var position = 0
  private var line = 1
  private var lineStart = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  /// All tags in order, and the place of a tag that is never closed.
  static func tags(of text: String) -> (tags: [TemplateTag], unclosed: (line: Int, column: Int)?) {
    var scanner = TemplateTagScanner(text)
    var tags: [TemplateTag] = []
    while scanner.skipToTag() {
      let place = (line: scanner.line, column: scanner.position - scanner.lineStart + 1)
      guard let tag = scanner.tag() else { return (tags, place) }
      tags.append(tag)
    }
    return (tags, nil)
  }

  private mutating func skipToTag() -> Bool {
    while position + 1 < bytes.count {
      if bytes[position] == UInt8(ascii: "{"), bytes[position + 1] == UInt8(ascii: "{") { return true }
      advance()
    }
    return false
  }

  private mutating func advance() {
    if bytes[position] == 0x0a {
      line += 1
      lineStart = position + 1
    }
    position += 1
  }

  private mutating func tag() -> TemplateTag? {
    let begin = position
    position += 2
    let isTriple = position < bytes.count && bytes[position] == UInt8(ascii: "{")
    var kind = TemplateTag.Kind.variable
    if isTriple {
      position += 1
    } else if position < bytes.count, let sigil = Self.kind(of: bytes[position]) {
      kind = sigil
      position += 1
    }
    while position < bytes.count, bytes[position] <= 0x20 { advance() }
    let place = (line: line, column: position - lineStart + 1)
    let start = position
    let length = isTriple ? 3 : 2
    while position + length <= bytes.count {
      if bytes[position..<(position + length)].allSatisfy({ $0 == UInt8(ascii: "}") }) {
        let name = String(decoding: bytes[start..<position], as: UTF8.self).trimmed
        position += length
        if kind == .partial, name.hasPrefix("*") { kind = .unsupported("a partial named by a value") }
        return TemplateTag(
          kind: kind, name: name, line: place.line, column: place.column, range: begin..<position)
      }
      advance()
    }
    return nil
  }

  private static func kind(of sigil: UInt8) -> TemplateTag.Kind? {
    switch sigil {
    case UInt8(ascii: "#"): .section
    case UInt8(ascii: "^"): .invertedSection
    case UInt8(ascii: "/"): .end
    case UInt8(ascii: ">"): .partial
    case UInt8(ascii: "<"): .parent
    case UInt8(ascii: "$"): .block
    case UInt8(ascii: "!"): .comment
    case UInt8(ascii: "&"): .variable
    case UInt8(ascii: "="): .unsupported("other delimiters")
    case UInt8(ascii: "%"): .unsupported("a pragma")
    default: nil
    }
  }
}

extension String {
  /// Without white space at its ends.
  var trimmed: String {
    var text = self[...]
    while let first = text.first, first.isWhitespace { text = text.dropFirst() }
    while let last = text.last, last.isWhitespace { text = text.dropLast() }
    return String(text)
  }
}
