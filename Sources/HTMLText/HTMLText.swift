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
  public mutating func text(_ text: String) { Self.escape(text, isAttribute: false, into: &bytes) }

  /// Adds text by its bytes, UTF-8 that ends where a character ends: a part of a longer text needs no string of its own.
  public mutating func text(utf8 text: UnsafeBufferPointer<UInt8>) {
    Self.escape(text, isAttribute: false, into: &bytes)
  }

  /// Adds text as it may stand both between tags and inside a quoted attribute: what a template puts where it likes.
  public mutating func textForAnyPlace(_ text: String) { Self.escapeForAnyPlace(text, into: &bytes) }

  /// Adds text to `bytes` as ``textForAnyPlace(_:)`` does.
  public static func escapeForAnyPlace(_ text: String, into bytes: inout [UInt8]) {
    escape(text, isAttribute: true, into: &bytes)
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
    let isPlain = Self.plainCount(value) == value.count
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
    Self.escape(value, isAttribute: true, into: &bytes)
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
      guard Self.plainCount(text) == text.count else {
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

  fileprivate static func escape(_ text: String, isAttribute: Bool, into bytes: inout [UInt8]) {
    // Lent, not held: closures over the bytes of a string, as `withUTF8` takes them, count a reference to it.
    text.utf8.span.withUnsafeBufferPointer { escape($0, isAttribute: isAttribute, into: &bytes) }
  }

  /// The one place where text becomes HTML.
  private static func escape(_ buffer: UnsafeBufferPointer<UInt8>, isAttribute: Bool, into bytes: inout [UInt8]) {
    var index = plainCount(buffer)
    guard index < buffer.count else { return bytes.append(contentsOf: buffer) }
    var copied = 0
    while index < buffer.count {
      defer { index += 1 }
      let byte = buffer[index]
      if isPlain(byte) { continue }
      guard let replacement = replacement(of: byte, at: index, in: buffer, isAttribute: isAttribute) else { continue }
      // Inside a sequence that was replaced as a whole.
      if index < copied { continue }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[copied..<index]))
      bytes.append(contentsOf: replacement.text.utf8)
      copied = index + replacement.length
    }
    bytes.append(contentsOf: copied == 0 ? buffer : UnsafeBufferPointer(rebasing: buffer[copied...]))
  }

  /// Letters, digits, spaces and most of ASCII need no look.
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte > 0x3e && byte < 0x7f || byte > 0x27 && byte < 0x3c || byte == 0x20
  }

  /// How many bytes at the beginning surely need no look; eight are looked at together, since most texts are plain
  /// throughout.
  private static func plainCount(_ buffer: UnsafeBufferPointer<UInt8>) -> Int {
    var index = 0
    let raw = UnsafeRawBufferPointer(buffer)
    while index + 16 <= raw.count {
      guard sixteenArePlain(buffer, from: index) else { break }
      index += 16
    }
    while index + 8 <= raw.count {
      guard arePlain(raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)) else { break }
      index += 8
      // The last eight may begin among those that were looked at.
      if index > raw.count - 8, index < raw.count { index = raw.count - 8 }
    }
    let rest = raw.count - index
    if rest >= 4, rest < 8 {
      let first = UInt64(raw.loadUnaligned(fromByteOffset: index, as: UInt32.self))
      let last = UInt64(raw.loadUnaligned(fromByteOffset: raw.count - 4, as: UInt32.self))
      if arePlain(first | last << 32) { return raw.count }
    }
    while index < buffer.count, isPlain(buffer[index]) { index += 1 }
    return index
  }

  /// Whether each of the sixteen bytes from `start` on is ASCII, no control, and none of `"&'<>`. A loop without a way out:
  /// the compiler makes a dozen instructions of it.
  @inline(__always)
  private static func sixteenArePlain(_ buffer: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
    guard let bytes = buffer.baseAddress.map({ $0 + start }) else { return true }
    var suspects: UInt8 = 0
    for index in 0..<16 {
      let byte = bytes[index]
      // `&` and `'` differ in one bit, and so do `<` and `>`.
      suspects |= (byte < 0x20 ? 1 : 0) | (byte >= 0x7f ? 1 : 0) | (byte == 0x22 ? 1 : 0)
      suspects |= (byte | 1 == 0x27 ? 1 : 0) | (byte | 2 == 0x3e ? 1 : 0)
    }
    return suspects == 0
  }

  /// Whether each of eight bytes surely is ASCII, no control, and none of `"&'<>`. A byte minus one borrows from its top bit
  /// where it was zero; the borrow can reach a neighbour, which then is looked at in vain.
  private static func arePlain(_ bytes: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops = ones << 7
    func hasZero(_ bytes: UInt64) -> UInt64 { (bytes &- ones) & ~bytes }
    let suspects =
      bytes | (bytes &- ones &* 0x20) | hasZero(bytes ^ ones &* 0x22) | hasZero((bytes | ones) ^ ones &* 0x27)
      | hasZero((bytes | ones &* 2) ^ ones &* 0x3e) | hasZero(bytes ^ ones &* 0x7f)
    return suspects & tops == 0
  }

  /// What stands for the character at `index`, and how many bytes it has; nil for itself.
  private static func replacement(
    of byte: UInt8, at index: Int, in buffer: UnsafeBufferPointer<UInt8>, isAttribute: Bool
  ) -> (text: String, length: Int)? {
    switch byte {
    case UInt8(ascii: "&"): return ("&amp;", 1)
    case UInt8(ascii: "<"): return ("&lt;", 1)
    case UInt8(ascii: ">"): return ("&gt;", 1)
    case UInt8(ascii: "\""): return isAttribute ? ("&quot;", 1) : nil
    case UInt8(ascii: "'"): return isAttribute ? ("&#39;", 1) : nil
    // A line end in an attribute would be normalised away.
    case 0x0a: return isAttribute ? ("&#10;", 1) : nil
    case 0x09: return isAttribute ? ("&#9;", 1) : nil
    // HTML may not hold other controls, not even by number; CR before LF is a line end of another system.
    case 0x0d: return (index + 1 < buffer.count && buffer[index + 1] == 0x0a ? "" : "\u{fffd}", 1)
    case 0..<0x20, 0x7f: return ("\u{fffd}", 1)
    case 0xc2, 0xd8: return invisible(index, in: buffer, length: 2)
    case 0xe1, 0xe2, 0xef: return invisible(index, in: buffer, length: 3)
    case 0xf0...0xf4: return invisible(index, in: buffer, length: 4)
    default: return nil
    }
  }

  /// Characters that reorder or hide text (CVE-2021-42574, "Trojan Source"; the tags U+E0000 to U+E007F, which spell
  /// ASCII unseen) are shown by their number: U+202E. Code points that are no characters become U+FFFD: HTML forbids
  /// them (13.2.3.5, noncharacter-in-input-stream).
  private static func invisible(
    _ index: Int, in buffer: UnsafeBufferPointer<UInt8>, length: Int
  ) -> (text: String, length: Int)? {
    guard index + length <= buffer.count else { return nil }
    // Of the first byte 5, 4 or 3 bits count.
    var value = UInt32(buffer[index]) & (0x7f >> UInt32(length))
    for position in 1..<length { value = value << 6 | UInt32(buffer[index + position] & 0x3f) }
    switch value {
    case 0x80..<0xa0, 0xfdd0...0xfdef: return ("\u{fffd}", length)
    case _ where value & 0xfffe == 0xfffe: return ("\u{fffd}", length)
    case 0x61c, 0x180e, 0x200b, 0x200e, 0x200f, 0x202a...0x202e, 0x2060...0x2069, 0xfeff, 0xe0000...0xe007f:
      return ("[U+" + String(value, radix: 16, uppercase: true) + "]", length)
    default: return nil
    }
  }
}

/// The value of an attribute while it is written, piece by piece; each is escaped as it comes.
public struct AttributeText {
  fileprivate var bytes: [UInt8] = []

  /// Adds text.
  public mutating func text(_ text: String) { HTMLText.escape(text, isAttribute: true, into: &bytes) }
}
