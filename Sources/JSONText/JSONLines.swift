public import TextBytes

/// An object as JSON text in the layout of ``JSONWriter``, told member by member: each of its members stands on lines of its
/// own, and of a list that is long one element is in memory beside the text.
///
/// Made of trees of values, the text of a catalogue of 10,000 kfuncs took three times as long, and ten times its room.
public struct JSONLines {
  private var bytes: [UInt8] = []
  private let pieces: TextPieces?
  private var isFirst = true
  @usableFromInline package private(set) var line = JSONLine()

  private init(room: Int, _ pieces: TextPieces?) {
    self.pieces = pieces
    bytes.reserveCapacity(pieces == nil ? room : TextPieces.room(room))
  }

  /// The text of the object that `content` fills, ended by a newline; without what `pieces` took.
  ///
  /// `room` is how long it may become. More than that costs time and memory, since it grows as its double; less costs nothing.
  public static func bytes(
    room: Int = 0, pieces: TextPieces? = nil, _ content: (inout JSONLines) -> Void
  ) -> [UInt8] {
    var lines = JSONLines(room: room, pieces)
    lines.bytes.append(UInt8(ascii: "{"))
    content(&lines)
    lines.newLine(0)
    lines.bytes.append(UInt8(ascii: "}"))
    lines.bytes.append(0x0a)
    return lines.bytes
  }

  /// A text.
  public mutating func text(_ key: StaticString, _ text: String) {
    _ = begin(key)
    JSONEscapes.add(text, to: &bytes)
  }

  /// An object.
  @inlinable
  public mutating func object(_ key: StaticString, _ content: (inout JSONLine) -> Void) {
    let column = begin(key)
    line.object(content)
    layOut(column: column, indentation: 1)
  }

  /// A list of objects, left out when empty.
  @inlinable
  public mutating func list<Element>(
    _ key: StaticString, _ elements: [Element], _ each: (inout JSONLine, Element) -> Void
  ) {
    if elements.isEmpty { return }
    var list = open(key)
    // Whether all of it fits on one line is known after the few elements that do.
    for element in elements {
      line.object { each(&$0, element) }
      if !addToLine(of: list) { break }
    }
    if closeLine(of: list) { return }
    for element in elements {
      line.object { each(&$0, element) }
      addLines(to: &list)
    }
    close(list)
  }

  // MARK: Lists

  /// A list that is being written.
  @usableFromInline
  struct List {
    /// Where its text begins.
    let start: Int
    /// How many bytes stand on the rest of its first line.
    let room: Int
    var isFirst = true
  }

  @usableFromInline
  mutating func open(_ key: StaticString) -> List {
    let column = begin(key)
    let list = List(start: bytes.count, room: Self.room(at: column))
    bytes.append(UInt8(ascii: "["))
    return list
  }

  /// Adds an element to the line of `list`; false once they are too many for it.
  @usableFromInline
  mutating func addToLine(of list: List) -> Bool {
    if bytes.count > list.start + 1 {
      bytes.append(UInt8(ascii: ","))
      bytes.append(0x20)
    }
    bytes.append(contentsOf: line.bytes)
    line.removeAll()
    return bytes.count - list.start <= list.room
  }

  /// Whether all elements stand on the line of `list`; else they are taken away.
  @usableFromInline
  mutating func closeLine(of list: List) -> Bool {
    bytes.append(UInt8(ascii: "]"))
    if bytes.count - list.start <= list.room { return true }
    bytes.removeSubrange((list.start + 1)...)
    return false
  }

  /// Adds an element on lines of its own.
  @usableFromInline
  mutating func addLines(to list: inout List) {
    if !list.isFirst { bytes.append(UInt8(ascii: ",")) }
    list.isFirst = false
    newLine(2)
    layOut(column: 2, indentation: 2)
    // Nothing looks back any more: that these elements do not fit on one line is known.
    pieces?.offer(&bytes)
  }

  @usableFromInline
  mutating func close(_ list: List) {
    newLine(1)
    bytes.append(UInt8(ascii: "]"))
  }

  // MARK: Layout

  /// How many bytes stand on the rest of a line.
  private static func room(at column: Int) -> Int { max(0, JSONWriter.lineWidth - column) }

  /// Begins a member, and says at which column its value stands.
  @usableFromInline
  mutating func begin(_ key: StaticString) -> Int {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
    newLine(1)
    bytes.append(JSONEscapes.quote)
    key.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(JSONEscapes.quote)
    bytes.append(UInt8(ascii: ":"))
    bytes.append(0x20)
    return 1 + key.utf8CodeUnitCount + 4
  }

  private mutating func newLine(_ indentation: Int) {
    bytes.append(0x0a)
    for _ in 0..<indentation { bytes.append(0x20) }
  }

  @usableFromInline
  mutating func layOut(column: Int, indentation: Int) {
    line.bytes.withUnsafeBufferPointer { text in
      line.marks.withUnsafeBufferPointer { marks in
        layOut(text, marks, 0, column: column, indentation: indentation)
      }
    }
    line.removeAll()
  }

  /// Adds the list or object that `marks` opens at `position`: on one line where it fits, else each element on its own.
  private mutating func layOut(
    _ text: UnsafeBufferPointer<UInt8>, _ marks: UnsafeBufferPointer<JSONLine.Mark>, _ position: Int, column: Int,
    indentation: Int
  ) {
    let (start, end) = (marks[position].place, marks[marks[position].other].place + 1)
    if end - start <= Self.room(at: column) {
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<end]))
      return
    }
    bytes.append(text[start])
    var at = position + 1
    while case .element = marks[at].kind {
      let element = marks[at]
      if at > position + 1 { bytes.append(UInt8(ascii: ",")) }
      newLine(indentation + 1)
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[element.place..<element.other]))
      let column = indentation + 1 + element.other - element.place
      if case .open = marks[at + 1].kind {
        layOut(text, marks, at + 1, column: column, indentation: indentation + 1)
        at = marks[at + 1].other + 1
      } else {
        at += 1
        // Up to the comma and space before the next element, or up to what closes.
        let valueEnd = marks[at].kind == .close ? marks[at].place : marks[at].place - 2
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[element.other..<valueEnd]))
      }
    }
    newLine(indentation)
    bytes.append(text[end - 1])
  }
}
