/// HTML that was escaped where it was made.
///
/// The one path from values to markup: element and attribute names are literals of the program, everything else goes
/// through `text` or an attribute's value and is escaped for the place where it lands. There is no way to add a string
/// as it is; what is already HTML is another `HTMLText`.
///
/// ```swift
/// var html = HTMLText()
/// html.element("a", ["href": target, "class": "kfunc"]) { $0.text(name) }
/// ```
public struct HTMLText: Sendable, Hashable {
  /// The bytes, UTF-8.
  public private(set) var bytes: [UInt8] = []

  /// Empty HTML.
  public init() {}

  /// Empty HTML with room for `capacity` bytes.
  public init(capacity: Int) { bytes.reserveCapacity(capacity) }

  /// The HTML of what `build` adds, about `capacity` bytes or less.
  ///
  /// Most parts of pages have half a kilobyte; those that are known to be longer say so. Each doubling from there costs a copy,
  /// and an allocation of a size for which the allocator has no short way.
  public init(capacity: Int = 512, _ build: (inout HTMLText) -> Void) {
    bytes.reserveCapacity(capacity)
    build(&self)
  }

  /// The HTML as a string.
  public var string: String { String(decoding: bytes, as: UTF8.self) }

  /// Adds HTML.
  public mutating func append(_ html: HTMLText) { bytes += html.bytes }

  /// Adds a whole piece of what is HTML already.
  mutating func append(bytes html: [UInt8], _ range: Range<Int>) {
    html.withUnsafeBufferPointer { bytes.append(contentsOf: UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// Adds once more what stands at `place` of ``bytes``.
  public mutating func append(again place: Range<Int>) {
    // Apart first: a slice of the bytes while they grow would make them a copy.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: place.count) { copy in
      bytes.withUnsafeBufferPointer { bytes in
        _ = copy.initialize(from: UnsafeBufferPointer(rebasing: bytes[place]))
      }
      bytes.append(contentsOf: UnsafeBufferPointer(copy))
    }
  }

  /// Adds text: `&`, `<` and `>` escaped, characters that HTML may not hold or nobody can see shown as such.
  public mutating func text(_ text: String) { HTMLEscapes.add(text, isAttribute: false, to: &bytes) }

  /// Adds text by its bytes, UTF-8 that ends where a character ends: a part of a longer text needs no string of its own.
  public mutating func text(utf8 text: UnsafeBufferPointer<UInt8>) {
    HTMLEscapes.add(text, isAttribute: false, to: &bytes)
  }

  /// Adds text to `bytes` as it may stand both between tags and inside a quoted attribute: what a template puts where it
  /// likes.
  public static func escapeForAnyPlace(_ text: String, into bytes: inout [UInt8]) {
    HTMLEscapes.add(text, isAttribute: true, to: &bytes)
  }

  /// Adds a line end, for readers of the source.
  public mutating func newline() { bytes.append(0x0a) }

  /// Adds `<name attributes>`; an attribute with the value nil is left out.
  ///
  /// Inlined where it is called, so that the list of attributes, which nobody keeps, needs no memory of its own: pages are
  /// twelve million elements in a site of 10,000 kfuncs.
  @inlinable
  public mutating func open(_ name: StaticString, _ attributes: HTMLAttributes) {
    begin(name)
    for (attribute, value) in attributes.members {
      if let value { add(attribute, value) }
    }
    end()
  }

  /// Adds `<name>`.
  public mutating func open(_ name: StaticString) {
    bytes.append(addingCapacity: name.utf8CodeUnitCount + 2) { span in
      span.append(UInt8(ascii: "<"))
      Self.copy(name, to: &span)
      span.append(UInt8(ascii: ">"))
    }
  }

  /// Adds `<name attribute="value">`, the value written by `write` piece by piece: what is put together of parts, as links
  /// are, needs no string of its own.
  public mutating func open(_ name: StaticString, _ attribute: StaticString, _ write: (inout AttributeText) -> Void) {
    bytes.append(addingCapacity: name.utf8CodeUnitCount + attribute.utf8CodeUnitCount + 4) { span in
      span.append(UInt8(ascii: "<"))
      Self.copy(name, to: &span)
      span.append(0x20)
      Self.copy(attribute, to: &span)
      span.append(UInt8(ascii: "="))
      span.append(UInt8(ascii: "\""))
    }
    // The bytes go there and back; nothing is copied.
    var value = AttributeText()
    swap(&value.bytes, &bytes)
    write(&value)
    swap(&value.bytes, &bytes)
    bytes.append(UInt8(ascii: "\""))
    end()
  }

  @usableFromInline
  mutating func begin(_ name: StaticString) {
    let length = name.utf8CodeUnitCount
    bytes.append(addingCapacity: length + 1) { span in
      span.append(UInt8(ascii: "<"))
      Self.copy(name, to: &span)
    }
  }

  @usableFromInline
  mutating func add(_ attribute: StaticString, _ value: String) {
    value.utf8.span.withUnsafeBufferPointer { add(attribute, $0) }
  }

  /// One look at the room for all of an attribute: taken piece by piece, looks were as much work as the bytes.
  private mutating func add(_ attribute: StaticString, _ value: UnsafeBufferPointer<UInt8>) {
    let isPlain = HTMLEscapes.plainCount(value) == value.count
    let length = attribute.utf8CodeUnitCount + 4
    bytes.append(addingCapacity: isPlain ? length + value.count : length) { span in
      span.append(0x20)
      Self.copy(attribute, to: &span)
      span.append(UInt8(ascii: "="))
      span.append(UInt8(ascii: "\""))
      guard isPlain else { return }
      Self.copy(value, to: &span)
      span.append(UInt8(ascii: "\""))
    }
    if isPlain { return }
    HTMLEscapes.add(value, isAttribute: true, to: &bytes)
    bytes.append(UInt8(ascii: "\""))
  }

  @usableFromInline
  mutating func end() { bytes.append(UInt8(ascii: ">")) }

  /// Adds `</name>`.
  public mutating func close(_ name: StaticString) {
    bytes.append(addingCapacity: name.utf8CodeUnitCount + 3) { span in
      span.append(UInt8(ascii: "<"))
      span.append(UInt8(ascii: "/"))
      Self.copy(name, to: &span)
      span.append(UInt8(ascii: ">"))
    }
  }

  /// Adds an element with what `content` adds to it.
  @inlinable
  public mutating func element(
    _ name: StaticString, _ attributes: HTMLAttributes, _ content: (inout HTMLText) -> Void
  ) {
    open(name, attributes)
    content(&self)
    close(name)
  }

  /// Adds an element without attributes, with what `content` adds to it.
  @inlinable
  public mutating func element(_ name: StaticString, _ content: (inout HTMLText) -> Void) {
    open(name)
    content(&self)
    close(name)
  }

  /// Adds an element that contains only text.
  @inlinable
  public mutating func element(_ name: StaticString, _ attributes: HTMLAttributes, text: String) {
    open(name, attributes)
    self.text(text)
    close(name)
  }

  /// Adds an element without attributes that contains only text.
  public mutating func element(_ name: StaticString, text: String) {
    text.utf8.span.withUnsafeBufferPointer { text in
      // Most texts are plain: one look at the room for all of it.
      guard HTMLEscapes.plainCount(text) == text.count else {
        open(name)
        self.text(utf8: text)
        return close(name)
      }
      bytes.append(addingCapacity: 2 * name.utf8CodeUnitCount + text.count + 5) { span in
        span.append(UInt8(ascii: "<"))
        Self.copy(name, to: &span)
        span.append(UInt8(ascii: ">"))
        Self.copy(text, to: &span)
        span.append(UInt8(ascii: "<"))
        span.append(UInt8(ascii: "/"))
        Self.copy(name, to: &span)
        span.append(UInt8(ascii: ">"))
      }
    }
  }

  private static func copy(_ literal: StaticString, to span: inout OutputSpan<UInt8>) {
    // Names of elements and attributes are ASCII.
    copy(UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount), to: &span)
  }

  /// Adds `bytes`, for which there is room.
  @inline(__always)
  private static func copy(_ bytes: UnsafeBufferPointer<UInt8>, to span: inout OutputSpan<UInt8>) {
    precondition(bytes.count <= span.freeCapacity, "more bytes than there is room for")
    guard let source = bytes.baseAddress else { return }
    span.withUnsafeMutableBufferPointer { buffer, count in
      // There is room, as the line above proves, so there is memory.
      guard let target = buffer.baseAddress else { return }
      (target + count).initialize(from: source, count: bytes.count)
      count += bytes.count
    }
  }
}
