internal import Diagnostics

/// Values as JavaScript reads them: JSON text, for a file of its own that a page loads as a script.
///
/// Members and elements have no space between them. Characters that nobody sees, or that reorder a line, are shown as
/// their escapes, as everywhere else in the site; `<` is escaped, so that the text may stand anywhere.
struct ScriptText {
  private(set) var bytes: [UInt8] = []
  private var needsComma = false

  init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  /// Bytes of our own making, as they are.
  mutating func literal(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    needsComma = false
  }

  /// The key of the next value of an object.
  mutating func key(_ name: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(contentsOf: [UInt8(ascii: "\""), UInt8(ascii: ":")])
    needsComma = false
  }

  /// A number as the key of the next value of an object.
  mutating func key(position: Int) {
    separate()
    bytes.append(contentsOf: Array("\"\(position)\":".utf8))
    needsComma = false
  }

  mutating func number(_ number: Int) {
    separate()
    bytes.append(contentsOf: String(number).utf8)
    needsComma = true
  }

  mutating func text(_ text: String) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    for byte in VisibleText.of(text).utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(contentsOf: [UInt8(ascii: "\\"), byte])
      case UInt8(ascii: "<"): bytes.append(contentsOf: Array("\\u003c".utf8))
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
    needsComma = true
  }

  mutating func list<Element>(_ elements: some Sequence<Element>, _ each: (inout ScriptText, Element) -> Void) {
    enclose(UInt8(ascii: "["), UInt8(ascii: "]")) { script in for element in elements { each(&script, element) } }
  }

  /// A list of values of several kinds.
  mutating func array(_ content: (inout ScriptText) -> Void) {
    enclose(UInt8(ascii: "["), UInt8(ascii: "]"), content)
  }

  mutating func object(_ content: (inout ScriptText) -> Void) {
    enclose(UInt8(ascii: "{"), UInt8(ascii: "}"), content)
  }

  private mutating func enclose(_ open: UInt8, _ close: UInt8, _ content: (inout ScriptText) -> Void) {
    separate()
    bytes.append(open)
    needsComma = false
    content(&self)
    bytes.append(close)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
  }
}
