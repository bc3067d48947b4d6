/// A piece of a page as a browser would cut it, for tests that ask what became markup and what stayed text.
///
/// Written from the HTML standard's tokenizer for the part of it that pages here use: quoted attributes, no raw text
/// elements. Anything else is reported as a fault, not guessed.
public enum HTMLToken: Equatable, Sendable {
  /// `<name attributes>`.
  case open(name: String, attributes: [String: String])
  /// `</name>`.
  case close(name: String)
  /// Text, entities resolved.
  case text(String)
  /// What the pages here never contain.
  case fault(String)
}

/// Cuts HTML into tokens.
public struct HTMLTokens {
  private let bytes: [UInt8]
  private var position = 0

  /// The tokens of `html`.
  public static func of(_ html: [UInt8]) -> [HTMLToken] {
    var reader = HTMLTokens(bytes: html)
    var tokens: [HTMLToken] = []
    while let token = reader.next() { tokens.append(token) }
    return tokens
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func next() -> HTMLToken? {
    guard position < bytes.count else { return nil }
    if bytes[position] != UInt8(ascii: "<") { return .text(Self.resolved(take { $0 != UInt8(ascii: "<") })) }
    position += 1
    if starts("!doctype html>") {
      position += 14
      return .open(name: "!doctype", attributes: [:])
    }
    if peek == UInt8(ascii: "/") {
      position += 1
      let name = take(Self.isName)
      guard peek == UInt8(ascii: ">") else { return .fault("</\(name) without >") }
      position += 1
      return .close(name: name)
    }
    let name = take(Self.isName)
    guard !name.isEmpty else { return .fault("< without a name") }
    return tag(name)
  }

  private mutating func tag(_ name: String) -> HTMLToken {
    var attributes: [String: String] = [:]
    while true {
      let space = take { $0 == 0x20 || $0 == 0x0a }
      if peek == UInt8(ascii: ">") {
        position += 1
        return .open(name: name, attributes: attributes)
      }
      let attribute = take(Self.isName)
      guard !space.isEmpty, !attribute.isEmpty else { return .fault("<\(name): stray byte") }
      guard attributes[attribute] == nil else { return .fault("<\(name): \(attribute) twice") }
      guard peek == UInt8(ascii: "=") else {
        attributes[attribute] = ""
        continue
      }
      position += 1
      guard peek == UInt8(ascii: "\"") else { return .fault("<\(name) \(attribute)= without quotes") }
      position += 1
      attributes[attribute] = Self.resolved(take { $0 != UInt8(ascii: "\"") })
      guard peek == UInt8(ascii: "\"") else { return .fault("<\(name) \(attribute)= never closed") }
      position += 1
    }
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private func starts(_ text: String) -> Bool { bytes[position...].starts(with: text.utf8) }

  private mutating func take(_ condition: (UInt8) -> Bool) -> String {
    let start = position
    while position < bytes.count, condition(bytes[position]) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private static func isName(_ byte: UInt8) -> Bool {
    (byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")) || (byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z"))
      || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")) || byte == UInt8(ascii: "-")
  }

  private static func resolved(_ text: String) -> String {
    guard text.contains("&") else { return text }
    let entities = ["&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#39;": "'", "&#10;": "\n", "&#9;": "\t"]
    var result = ""
    var rest = text[...]
    while let ampersand = rest.firstIndex(of: "&") {
      result += rest[..<ampersand]
      rest = rest[ampersand...]
      if rest.hasPrefix("&amp;") {
        result += "&"
        rest = rest.dropFirst(5)
      } else if let (entity, character) = entities.first(where: { rest.hasPrefix($0.key) }) {
        result += character
        rest = rest.dropFirst(entity.count)
      } else {
        result += "\u{fffd}bare ampersand"
        rest = rest.dropFirst()
      }
    }
    return result + rest
  }
}

extension [HTMLToken] {
  /// The text alone.
  public var text: String {
    reduce(into: "") { text, token in if case .text(let part) = token { text += part } }
  }

  /// The attributes of the scripts.
  public var scripts: [[String: String]] {
    compactMap { token in
      if case .open("script", let attributes) = token { return attributes }
      return nil
    }
  }

  /// Whether the site's own script is the only one.
  public var hasOwnScriptAlone: Bool {
    let own = ["site.js", "list.js", "full-text.js", "compare.js"]
    // `…assets/VERSION/NAME`
    let names = scripts.map { script -> String? in
      let parts = script.count == 1 ? script["src"]?.split(separator: "/").suffix(3) : nil
      return parts?.count == 3 && parts?.first == "assets" ? parts?.last.map(String.init) : nil
    }
    return names.first == "site.js" && names.count <= 2 && names.allSatisfy { $0.map(own.contains) == true }
  }

  /// The values of an attribute, in order.
  public func values(of attribute: String) -> [String] {
    compactMap { token in
      if case .open(_, let attributes) = token { return attributes[attribute] }
      return nil
    }
  }

  /// Every attribute's name.
  public var attributeNames: Set<String> {
    reduce(into: []) { names, token in
      if case .open(_, let attributes) = token { names.formUnion(attributes.keys) }
    }
  }

  /// Every element's name.
  public var elementNames: Set<String> {
    reduce(into: []) { names, token in if case .open(let name, _) = token { names.insert(name) } }
  }

  /// Elements that are not closed in order, and tokens that are faults.
  public var faults: [String] {
    let void: Set<String> = ["!doctype", "meta", "link", "br", "hr", "img", "input"]
    var open: [String] = []
    var faults: [String] = []
    for token in self {
      switch token {
      case .open(let name, _): if !void.contains(name) { open.append(name) }
      case .close(let name): if open.popLast() != name { faults.append("</\(name)> closes nothing") }
      case .fault(let fault): faults.append(fault)
      case .text(let text): if text.contains("\u{fffd}bare") { faults.append("bare & in \(text)") }
      }
    }
    return faults + open.map { "<\($0)> is never closed" }
  }
}
