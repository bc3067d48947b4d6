/// XML 1.0 text that was escaped where it was made; names of elements and attributes are literals of the program.
struct XMLText: Sendable {
  private(set) var bytes: [UInt8] = Array("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".utf8)

  mutating func open(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:]) {
    start(name, attributes)
    bytes.append(UInt8(ascii: ">"))
  }

  mutating func close(_ name: StaticString) {
    bytes += [UInt8(ascii: "<"), UInt8(ascii: "/")]
    add(name)
    bytes.append(UInt8(ascii: ">"))
  }

  mutating func element(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:], text: String
  ) {
    open(name, attributes)
    self.text(text)
    close(name)
  }

  /// An element without content.
  mutating func empty(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String>) {
    start(name, attributes)
    bytes += [UInt8(ascii: "/"), UInt8(ascii: ">")]
  }

  mutating func newline() { bytes.append(0x0a) }

  /// Adds text. What XML 1.0 cannot hold at all, section 2.2, becomes U+FFFD.
  mutating func text(_ text: String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": bytes += "&amp;".utf8
      case "<": bytes += "&lt;".utf8
      case ">": bytes += "&gt;".utf8
      case "\"": bytes += "&quot;".utf8
      // Inside an attribute a parser would make spaces of them.
      case "\t": bytes += "&#9;".utf8
      case "\n": bytes += "&#10;".utf8
      case "\r": bytes += "&#13;".utf8
      default: bytes += String(Self.isAllowed(scalar) ? scalar : "\u{fffd}").utf8
      }
    }
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x20 && scalar.value != 0xfffe && scalar.value != 0xffff
  }

  private mutating func start(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String>) {
    bytes.append(UInt8(ascii: "<"))
    add(name)
    for (attribute, value) in attributes {
      bytes.append(0x20)
      add(attribute)
      bytes += [UInt8(ascii: "="), UInt8(ascii: "\"")]
      text(value)
      bytes.append(UInt8(ascii: "\""))
    }
  }

  private mutating func add(_ name: StaticString) { name.withUTF8Buffer { bytes.append(contentsOf: $0) } }
}
