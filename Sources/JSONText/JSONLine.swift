/// A JSON value in the making: its text on one line, and where that may be broken.
///
/// Members that have nothing to say are left out: nil, false, an empty list. ``JSONLines`` lays it out.
public struct JSONLine {
  /// A place where the text may be broken.
  struct Mark {
    enum Kind {
      case open
      /// The beginning of an element or member; `other` is where its value begins.
      case element
      case close
    }
    var kind: Kind
    /// The place in the text.
    var place: Int
    /// Of what opens, the position of the mark that closes it.
    var other: Int
  }

  /// The text, UTF-8.
  private(set) var bytes: [UInt8] = []
  /// In the order of their places; values that are not lists or objects have none.
  private(set) var marks: [Mark] = []
  private var isFirst = true

  init() {}

  /// A text, left out when nil.
  public mutating func text(_ key: StaticString, _ text: String?) {
    guard let text else { return }
    member(key)
    JSONEscapes.add(text, to: &bytes)
  }

  /// A number.
  public mutating func number(_ key: StaticString, _ number: Int) {
    member(key)
    bytes += String(number).utf8
  }

  /// A truth that is worth a word: false is left out.
  public mutating func truth(_ key: StaticString, _ truth: Bool) {
    guard truth else { return }
    member(key)
    bytes += "true".utf8
  }

  /// A list of texts, left out when empty.
  public mutating func texts(_ key: StaticString, _ texts: some Collection<String>) {
    if texts.isEmpty { return }
    member(key)
    enclose(UInt8(ascii: "["), UInt8(ascii: "]")) { line in
      for text in texts {
        line.element()
        JSONEscapes.add(text, to: &line.bytes)
      }
    }
  }

  /// A list of objects, left out when empty.
  public mutating func list<Element>(
    _ key: StaticString, _ elements: some Collection<Element>, _ each: (inout JSONLine, Element) -> Void
  ) {
    if elements.isEmpty { return }
    member(key)
    enclose(UInt8(ascii: "["), UInt8(ascii: "]")) { line in
      for element in elements {
        line.element()
        line.object { each(&$0, element) }
      }
    }
  }

  /// An object.
  public mutating func object(_ key: StaticString, _ content: (inout JSONLine) -> Void) {
    member(key)
    object(content)
  }

  mutating func object(_ content: (inout JSONLine) -> Void) {
    enclose(UInt8(ascii: "{"), UInt8(ascii: "}"), content)
  }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    marks.removeAll(keepingCapacity: true)
    isFirst = true
  }

  private mutating func member(_ key: StaticString) {
    element()
    // Keys are names in ASCII, written in the program.
    bytes.append(UInt8(ascii: "\""))
    key.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
    bytes.append(0x20)
    marks[marks.count - 1].other = bytes.count
  }

  private mutating func element() {
    if !isFirst {
      bytes.append(UInt8(ascii: ","))
      bytes.append(0x20)
    }
    isFirst = false
    marks.append(Mark(kind: .element, place: bytes.count, other: bytes.count))
  }

  private mutating func enclose(_ open: UInt8, _ close: UInt8, _ content: (inout JSONLine) -> Void) {
    let position = marks.count
    marks.append(Mark(kind: .open, place: bytes.count, other: 0))
    bytes.append(open)
    isFirst = true
    content(&self)
    isFirst = false
    marks[position].other = marks.count
    marks.append(Mark(kind: .close, place: bytes.count, other: position))
    bytes.append(close)
  }
}
