/// An object as JSON text in the layout of ``JSONWriter``, told member by member: each of its members stands on lines of its
/// own, and of a list that is long one element is in memory beside the text.
///
/// Made of trees of values, the text of a catalogue of 10,000 kfuncs took three times as long, and ten times its room.
public struct JSONLines {
  private var bytes: [UInt8] = []
  private var line = JSONLine()

  private init() {}

  /// The text of the object that `content` fills, ended by a newline.
  public static func bytes(_ content: (inout JSONLines) -> Void) -> [UInt8] {
    var lines = JSONLines()
    lines.bytes.append(UInt8(ascii: "{"))
    content(&lines)
    lines.newLine(0)
    lines.bytes.append(UInt8(ascii: "}"))
    lines.bytes.append(0x0a)
    return lines.bytes
  }

  /// A text.
  public mutating func text(_ key: StaticString, _ text: String) {
    _ = key.withUTF8Buffer { begin($0) }
    JSONEscapes.add(text, to: &bytes)
  }

  /// An object.
  public mutating func object(_ key: StaticString, _ content: (inout JSONLine) -> Void) {
    let column = key.withUTF8Buffer { begin($0) }
    line.object(content)
    layOut(column: column, indentation: 1)
  }

  /// A list of objects, left out when empty.
  public mutating func list<Element>(
    _ key: StaticString, _ elements: [Element], _ each: (inout JSONLine, Element) -> Void
  ) {
    if elements.isEmpty { return }
    let column = key.withUTF8Buffer { begin($0) }
    let room = Self.room(at: column)
    // Whether all of it fits on one line is known after the few elements that do.
    let start = bytes.count
    bytes.append(UInt8(ascii: "["))
    for element in elements {
      if bytes.count > start + 1 { bytes += [UInt8(ascii: ","), 0x20] }
      line.object { each(&$0, element) }
      bytes += line.bytes
      line.removeAll()
      if bytes.count - start > room { break }
    }
    bytes.append(UInt8(ascii: "]"))
    if bytes.count - start <= room { return }
    bytes.removeSubrange((start + 1)...)
    for (position, element) in elements.enumerated() {
      if position > 0 { bytes.append(UInt8(ascii: ",")) }
      newLine(2)
      line.object { each(&$0, element) }
      layOut(column: 2, indentation: 2)
    }
    newLine(1)
    bytes.append(UInt8(ascii: "]"))
  }

  // MARK: Layout

  /// How many bytes stand on the rest of a line.
  private static func room(at column: Int) -> Int { max(0, JSONWriter.lineWidth - column) }

  /// Begins a member, and says at which column its value stands.
  private mutating func begin(_ key: UnsafeBufferPointer<UInt8>) -> Int {
    if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
    newLine(1)
    bytes.append(UInt8(ascii: "\""))
    bytes.append(contentsOf: key)
    bytes += [UInt8(ascii: "\""), UInt8(ascii: ":"), 0x20]
    return 1 + key.count + 4
  }

  private mutating func newLine(_ indentation: Int) {
    bytes.append(0x0a)
    bytes.append(contentsOf: repeatElement(0x20, count: indentation))
  }

  private mutating func layOut(column: Int, indentation: Int) {
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
