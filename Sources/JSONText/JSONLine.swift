internal import TextBytes

/// A JSON value in the making: its text on one line, and where that may be broken.
///
/// Members that have nothing to say are left out: nil, false, an empty list. ``JSONLines`` lays it out. What takes closures
/// is inlined where it is called: written for any type of element, a catalogue took twice the time.
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
  @usableFromInline package private(set) var bytes: [UInt8] = []
  /// In the order of their places; values that are not lists or objects have none.
  private(set) var marks: [Mark] = []
  private var isFirst = true

  @usableFromInline
  init() {}

  /// A text, left out when nil.
  public mutating func text(_ key: StaticString, _ text: String?) {
    guard let text else { return }
    member(key)
    JSONEscapes.add(text, to: &bytes)
  }

  /// The text that `write` adds.
  package mutating func text(_ key: StaticString, _ write: (inout [UInt8]) -> Void) {
    member(key)
    JSONEscapes.add(to: &bytes, write)
  }

  /// A number.
  public mutating func number(_ key: StaticString, _ number: Int) {
    member(key)
    bytes.add(decimal: number)
  }

  /// A truth that is worth a word: false is left out.
  public mutating func truth(_ key: StaticString, _ truth: Bool) {
    guard truth else { return }
    member(key)
    bytes.add("true")
  }

  /// A list of texts, left out when empty.
  public mutating func texts(_ key: StaticString, _ texts: [String]) { self.texts(key, texts) { $0 } }

  /// A list of texts, one of each element, left out when empty.
  @inlinable
  public mutating func texts<Element>(_ key: StaticString, _ elements: [Element], _ text: (Element) -> String) {
    if elements.isEmpty { return }
    member(key)
    let list = open(UInt8(ascii: "["))
    for element in elements { self.element(text(element)) }
    close(UInt8(ascii: "]"), list)
  }

  /// A list of objects, left out when empty.
  @inlinable
  public mutating func list<Element>(
    _ key: StaticString, _ elements: [Element], _ each: (inout JSONLine, Element) -> Void
  ) {
    if elements.isEmpty { return }
    member(key)
    let list = open(UInt8(ascii: "["))
    for element in elements {
      self.element()
      object { each(&$0, element) }
    }
    close(UInt8(ascii: "]"), list)
  }

  /// An object.
  @inlinable
  public mutating func object(_ key: StaticString, _ content: (inout JSONLine) -> Void) {
    member(key)
    object(content)
  }

  @inlinable
  package mutating func object(_ content: (inout JSONLine) -> Void) {
    let object = open(UInt8(ascii: "{"))
    content(&self)
    close(UInt8(ascii: "}"), object)
  }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    marks.removeAll(keepingCapacity: true)
    isFirst = true
  }

  @usableFromInline
  package mutating func member(_ key: StaticString) {
    // Keys are names in ASCII, written in the program.
    let key = UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount)
    let start = bytes.count + (isFirst ? 0 : 2)
    let isFirst = isFirst
    bytes.append(addingCapacity: key.count + 6) { span in
      if !isFirst {
        span.append(UInt8(ascii: ","))
        span.append(0x20)
      }
      span.append(JSONEscapes.quote)
      span.append(contentsOf: key)
      span.append(JSONEscapes.quote)
      span.append(UInt8(ascii: ":"))
      span.append(0x20)
    }
    self.isFirst = false
    marks.append(Mark(kind: .element, place: start, other: bytes.count))
  }

  @usableFromInline
  package mutating func element() {
    if !isFirst {
      bytes.append(UInt8(ascii: ","))
      bytes.append(0x20)
    }
    isFirst = false
    marks.append(Mark(kind: .element, place: bytes.count, other: bytes.count))
  }

  @usableFromInline
  package mutating func element(_ text: String) {
    element()
    JSONEscapes.add(text, to: &bytes)
  }

  /// Opens a list or an object; the answer is what ``close(_:_:)`` asks for.
  @usableFromInline
  package mutating func open(_ sign: UInt8) -> Int {
    marks.append(Mark(kind: .open, place: bytes.count, other: 0))
    bytes.append(sign)
    isFirst = true
    return marks.count - 1
  }

  @usableFromInline
  package mutating func close(_ sign: UInt8, _ position: Int) {
    isFirst = false
    marks[position].other = marks.count
    marks.append(Mark(kind: .close, place: bytes.count, other: position))
    bytes.append(sign)
  }
}
