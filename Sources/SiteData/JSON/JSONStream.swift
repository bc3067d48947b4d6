internal import JSONText
internal import KfuncModel
internal import TextBytes

/// JSON text (RFC 8259) that is written as it is told, without a tree in memory.
///
/// Members that have nothing to say are left out: nil, false, an empty list. Members of the outermost object, and the
/// elements of its lists, have a line each, so that two texts compare line by line; everything deeper is compact.
struct JSONStream {
  /// The text so far, UTF-8.
  private(set) var bytes: [UInt8] = []
  private var depth = 0
  private var isFirst = true
  private var repeated: [UInt8] = []
  private var pieces: TextPieces?

  init() {}

  /// The text of the object that `content` fills, ended by a newline; without what `pieces` took.
  ///
  /// `room` is how long it may become; a kfunc's text is rarely longer.
  @inline(__always)
  static func object(
    room: Int = 16_384, pieces: TextPieces? = nil, _ content: (inout JSONStream) -> Void
  ) -> [UInt8] {
    var json = JSONStream()
    json.pieces = pieces
    json.bytes.reserveCapacity(pieces == nil ? room : TextPieces.room(room))
    json.braces(content)
    json.bytes.append(0x0a)
    return json.bytes
  }

  // MARK: Members

  // What takes closures is inlined where it is called: elements are then not copied, but for the members that are told.

  /// A text, left out when nil.
  mutating func text(_ key: StaticString, _ text: String?) {
    guard let text else { return }
    begin(key)
    JSONEscapes.add(text, to: &bytes)
  }

  /// A text by its bytes, UTF-8.
  mutating func text(_ key: StaticString, utf8 text: UnsafeBufferPointer<UInt8>) {
    begin(key)
    JSONEscapes.add(text, to: &bytes)
  }

  /// The text that `write` adds.
  @inline(__always)
  mutating func text(_ key: StaticString, _ write: (inout [UInt8]) -> Void) {
    begin(key)
    JSONEscapes.add(to: &bytes, write)
  }

  /// A release, left out when nil.
  mutating func release(_ key: StaticString, _ release: KernelRelease?) {
    guard let release else { return }
    begin(key)
    // Digits, dots and letters.
    bytes.append(JSONEscapes.quote)
    release.add(to: &bytes)
    bytes.append(JSONEscapes.quote)
  }

  mutating func number(_ key: StaticString, _ number: Int?) {
    guard let number else { return }
    begin(key)
    bytes.add(decimal: number)
  }

  /// A truth, told either way.
  mutating func truth(_ key: StaticString, _ truth: Bool) {
    begin(key)
    bytes.add(truth ? "true" : "false")
  }

  /// A truth that is worth a word: false is left out.
  mutating func mark(_ key: StaticString, _ truth: Bool) {
    if truth { self.truth(key, true) }
  }

  /// A list of texts, left out when empty.
  mutating func texts(_ key: StaticString, _ texts: [String]) { self.texts(key, texts) { $0 } }

  /// A list of texts, one of each element, left out when empty.
  @inline(__always)
  mutating func texts<Element>(_ key: StaticString, _ elements: some Sequence<Element>, _ text: (Element) -> String) {
    var outer: Int?
    for element in elements {
      if outer == nil {
        begin(key)
        outer = open(UInt8(ascii: "["), depth + 1)
      }
      beginElement()
      JSONEscapes.add(text(element), to: &bytes)
    }
    if let outer { close(UInt8(ascii: "]"), outer) }
  }

  /// A list of those of two texts that are there, left out when neither is.
  mutating func texts(_ key: StaticString, _ first: String?, _ second: String?) {
    if first == nil, second == nil { return }
    texts(key, [first, second].compactMap(\.self))
  }

  /// A list of some of many texts that are told again and again, left out when empty.
  mutating func texts(_ key: StaticString, _ texts: EncodedTexts, at positions: [Int]) {
    if positions.isEmpty { return }
    begin(key)
    let outer = open(UInt8(ascii: "["), depth + 1)
    for position in positions {
      beginElement()
      texts.add(at: position, to: &bytes)
    }
    close(UInt8(ascii: "]"), outer)
  }

  /// A list of releases, left out when empty.
  mutating func releases(_ key: StaticString, _ releases: [KernelRelease]) {
    texts(key, releases) { $0.description }
  }

  /// A list of objects, left out when empty.
  @inline(__always)
  mutating func list<Element>(
    _ key: StaticString, _ elements: some Sequence<Element>, _ each: (inout JSONStream, Element) -> Void
  ) {
    var outer: Int?
    for element in elements {
      if outer == nil {
        begin(key)
        outer = open(UInt8(ascii: "["), depth + 1)
      }
      beginElement()
      braces { each(&$0, element) }
    }
    if let outer { close(UInt8(ascii: "]"), outer) }
  }

  /// Members that ``members(_:)`` gave, once more.
  mutating func again(_ members: [UInt8]) {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
    bytes.append(contentsOf: members)
  }

  /// The members that `content` adds to an object that stands on one line.
  static func members(_ content: (inout JSONStream) -> Void) -> [UInt8] {
    var json = JSONStream()
    json.depth = Self.deepestLine + 1
    content(&json)
    return json.bytes
  }

  /// The members that were written at `place` of ``bytes``, once more; they followed another there and do here. Not for a
  /// text that goes in pieces.
  mutating func again(_ place: Range<Int>) {
    // Apart first: a slice of the text while it grows would make it a copy.
    repeated.removeAll(keepingCapacity: true)
    repeated += bytes[place]
    bytes += repeated
    isFirst = false
  }

  /// An object.
  @inline(__always)
  mutating func object(_ key: StaticString, _ content: (inout JSONStream) -> Void) {
    begin(key)
    braces(content)
  }

  // MARK: Text

  /// Lines of their own down to here.
  private static let deepestLine = 2

  private mutating func begin(_ key: StaticString) {
    // Keys are names in ASCII, written in this module.
    let key = UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount)
    let (isFirst, isLine) = (isFirst, depth <= Self.deepestLine)
    bytes.append(addingCapacity: key.count + 5) { span in
      if !isFirst { span.append(UInt8(ascii: ",")) }
      if isLine { span.append(0x0a) }
      span.append(JSONEscapes.quote)
      span.append(contentsOf: key)
      span.append(JSONEscapes.quote)
      span.append(UInt8(ascii: ":"))
    }
    self.isFirst = false
  }

  private mutating func beginElement() {
    // Only where many are: an element of an inner list would ask as well, for nothing.
    if depth <= Self.deepestLine { pieces?.offer(&bytes) }
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    if depth <= Self.deepestLine { bytes.append(0x0a) }
    isFirst = false
  }

  @inline(__always)
  private mutating func braces(_ content: (inout JSONStream) -> Void) {
    // An object within a list of the outermost object stands on the line of its element.
    let outer = open(UInt8(ascii: "{"), depth == 0 ? 1 : max(depth, Self.deepestLine) + 1)
    content(&self)
    close(UInt8(ascii: "}"), outer)
  }

  /// Opens what stands `inner` deep; the answer is the depth around it.
  private mutating func open(_ sign: UInt8, _ inner: Int) -> Int {
    bytes.append(sign)
    defer { depth = inner }
    isFirst = true
    return depth
  }

  private mutating func close(_ sign: UInt8, _ outer: Int) {
    if depth <= Self.deepestLine, !isFirst { bytes.append(0x0a) }
    depth = outer
    isFirst = false
    bytes.append(sign)
  }
}
