internal import JSONText

/// JSON text (RFC 8259) that is written as it is told, without a tree in memory.
///
/// Members that have nothing to say are left out: nil, false, an empty list. Members of the outermost object, and the
/// elements of its lists, have a line each, so that two texts compare line by line; everything deeper is compact.
public struct JSONStream {
  /// The text so far, UTF-8.
  public private(set) var bytes: [UInt8] = []
  private var depth = 0
  private var isFirst = true

  init() {}

  /// The text of the object that `content` fills, ended by a newline.
  static func object(_ content: (inout JSONStream) -> Void) -> [UInt8] {
    var json = JSONStream()
    // A kfunc's text is rarely shorter.
    json.bytes.reserveCapacity(8192)
    json.braces(content)
    json.bytes.append(0x0a)
    return json.bytes
  }

  // MARK: Members

  /// A text, left out when nil.
  mutating func text(_ key: StaticString, _ text: String?) {
    guard let text else { return }
    begin(key)
    string(text)
  }

  mutating func number(_ key: StaticString, _ number: Int?) {
    guard let number else { return }
    begin(key)
    bytes += String(number).utf8
  }

  /// A truth, told either way.
  mutating func truth(_ key: StaticString, _ truth: Bool) {
    begin(key)
    bytes += (truth ? "true" : "false").utf8
  }

  /// A truth that is worth a word: false is left out.
  mutating func mark(_ key: StaticString, _ truth: Bool) {
    if truth { self.truth(key, true) }
  }

  /// A list of texts, left out when empty.
  mutating func texts(_ key: StaticString, _ texts: [String]) {
    if texts.isEmpty { return }
    begin(key)
    brackets { json in
      for text in texts {
        json.begin(nil)
        json.string(text)
      }
    }
  }

  /// A list of objects, left out when empty.
  mutating func list<Element>(
    _ key: StaticString, _ elements: some Sequence<Element>, _ each: (inout JSONStream, Element) -> Void
  ) {
    var iterator = elements.makeIterator()
    guard var element = iterator.next() else { return }
    begin(key)
    brackets { json in
      while true {
        json.begin(nil)
        json.braces { each(&$0, element) }
        guard let next = iterator.next() else { return }
        element = next
      }
    }
  }

  /// The members that were written at `place` of ``bytes``, once more; they followed another there and do here.
  mutating func again(_ place: Range<Int>) {
    // Of their own first: a slice of the text while it grows would make it a copy.
    let members = Array(bytes[place])
    bytes.append(contentsOf: members)
    isFirst = false
  }

  /// An object.
  mutating func object(_ key: StaticString, _ content: (inout JSONStream) -> Void) {
    begin(key)
    braces(content)
  }

  // MARK: Text

  /// Lines of their own down to here.
  private static let deepestLine = 2

  private mutating func begin(_ key: StaticString?) {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    if depth <= Self.deepestLine { bytes.append(0x0a) }
    isFirst = false
    guard let key else { return }
    // Keys are names in ASCII, written in this module.
    bytes.append(UInt8(ascii: "\""))
    key.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
  }

  private mutating func braces(_ content: (inout JSONStream) -> Void) {
    // An object within a list of the outermost object stands on the line of its element.
    enclose(UInt8(ascii: "{"), UInt8(ascii: "}"), depth == 0 ? 1 : max(depth, Self.deepestLine) + 1, content)
  }

  private mutating func brackets(_ content: (inout JSONStream) -> Void) {
    enclose(UInt8(ascii: "["), UInt8(ascii: "]"), depth + 1, content)
  }

  private mutating func enclose(
    _ open: UInt8, _ close: UInt8, _ inner: Int, _ content: (inout JSONStream) -> Void
  ) {
    bytes.append(open)
    let outer = depth
    depth = inner
    isFirst = true
    content(&self)
    if inner <= Self.deepestLine, !isFirst { bytes.append(0x0a) }
    depth = outer
    isFirst = false
    bytes.append(close)
  }

  private mutating func string(_ text: String) { JSONEscapes.add(text, to: &bytes) }
}
