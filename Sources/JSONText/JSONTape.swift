internal import Diagnostics

/// A JSON text that was read, flat: one entry for each value and key, in the order of the text.
///
/// A tree of the values of a large catalogue takes ten times its bytes and most of the time of reading it; an entry here is
/// twelve bytes, and texts are made when somebody asks for them.
final class JSONTape: Sendable {
  let bytes: [UInt8]
  let entries: [Entry]
  let file: String
  /// The objects that repeat others, and the numbers of all of them.
  let repeats: [Repeat]
  let numbers: [Int32]
  private let shared: SharedStrings?

  /// A value or a key.
  struct Entry: Sendable {
    /// The offset of its first byte; for a text that of the opening quote.
    var offset: UInt32
    /// For a text its length in bytes as written, quotes left out; for a list or an object the entry behind its last part; for
    /// a number how many were read before it; for a repeated object its position among them.
    var extent: UInt32
    var kind: Kind
  }

  /// An object that repeats another apart from its numbers, of which ``JSONTape/numbers`` has the first at `first`.
  struct Repeat: Sendable {
    let value: any AnyObject & Sendable
    let first: Int
    /// Where it ends in the text.
    let end: Int
  }

  /// What a value is.
  enum Kind: UInt8, Sendable {
    case null, `true`, `false`, integer, text, escapedText, array, object, repeated

    /// The kind in words.
    var name: String {
      switch self {
      case .null: "null"
      case .true, .false: "true or false"
      case .integer: "a number"
      case .text, .escapedText: "a text"
      case .array: "a list"
      case .object, .repeated: "an object"
      }
    }
  }

  init(
    bytes: [UInt8], entries: [Entry], repeats: [Repeat], numbers: [Int32], file: String, shared: SharedStrings?
  ) {
    self.bytes = bytes
    self.entries = entries
    self.repeats = repeats
    self.numbers = numbers
    self.file = file
    self.shared = shared
  }

  /// The entry behind the value at `index` and all its parts.
  func next(after index: Int) -> Int {
    switch entries[index].kind {
    case .array, .object: Int(entries[index].extent)
    default: index + 1
    }
  }

  /// The bytes of the text at `index`, as written.
  private func range(_ index: Int) -> Range<Int> {
    let start = Int(entries[index].offset) + 1
    return start..<start + Int(entries[index].extent)
  }

  /// The text at `index`; the reader has proved it to be UTF-8 and its escapes to be whole.
  func text(_ index: Int) -> String {
    let range = range(index)
    if entries[index].kind == .escapedText {
      return String(decoding: JSONEscapes.decoded(bytes[range]), as: UTF8.self)
    }
    return bytes.withUnsafeBufferPointer { buffer in
      let part = UnsafeBufferPointer(rebasing: buffer[range])
      return shared?.string(part) ?? String(decoding: part, as: UTF8.self)
    }
  }

  /// `text`, kept once.
  func shared(_ text: String) -> String {
    guard let shared, text.utf8.count > SharedStrings.inlineLimit else { return text }
    return text.utf8.withContiguousStorageIfAvailable(shared.string) ?? text
  }

  /// Whether the text or key at `index` is `text`.
  func isText(_ index: Int, _ text: String) -> Bool {
    let entry = entries[index]
    if entry.kind == .escapedText { return self.text(index) == text }
    guard Int(entry.extent) == text.utf8.count else { return false }
    var at = Int(entry.offset) + 1
    for byte in text.utf8 {
      if bytes[at] != byte { return false }
      at += 1
    }
    return true
  }

  /// The number at `index`, which the reader has proved to fit.
  func integer(_ index: Int) -> Int {
    var at = Int(entries[index].offset)
    let isNegative = bytes[at] == UInt8(ascii: "-")
    if isNegative { at += 1 }
    var number = 0
    while at < bytes.count, bytes[at] >= 0x30, bytes[at] <= 0x39 {
      number = number * 10 + Int(bytes[at] - 0x30)
      at += 1
    }
    return isNegative ? -number : number
  }

  /// How many numbers were read before the first of the value at `index`; nil when it has none.
  func firstNumber(from index: Int) -> Int? {
    for place in index..<next(after: index) where entries[place].kind == .integer { return Int(entries[place].extent) }
    return nil
  }

  /// Where the numbers of the value at `index` begin, counted from its own beginning.
  func numberOffsets(from index: Int) -> [Int] {
    let start = entries[index].offset
    var offsets: [Int] = []
    for place in index..<next(after: index) where entries[place].kind == .integer {
      offsets.append(Int(entries[place].offset - start))
    }
    return offsets
  }

  /// Where the list or object at `index` ends in the text; nesting is limited by the reader.
  func end(of index: Int) -> Int {
    let entry = entries[index]
    var end = Int(entry.offset)
    switch entry.kind {
    case .text, .escapedText: return end + Int(entry.extent) + 2
    case .null, .true: return end + 4
    case .false: return end + 5
    case .repeated: return repeats[Int(entry.extent)].end
    case .integer:
      while end < bytes.count, bytes[end] == UInt8(ascii: "-") || (0x30...0x39).contains(bytes[end]) { end += 1 }
      return end
    case .array, .object:
      // Behind the last part, or the opening sign, comes nothing but space before the closing one.
      var (last, child) = (index, index + 1)
      while child < Int(entry.extent) {
        last = entry.kind == .object ? child + 1 : child
        child = next(after: last)
      }
      end = last == index ? end + 1 : self.end(of: last)
      while end < bytes.count, bytes[end] <= 0x20 { end += 1 }
      return end + 1
    }
  }

  /// Where the value or key at `index` begins; found only when something is wrong there.
  func location(of index: Int) -> SourceLocation {
    LineIndex(bytes).location(of: Int(entries[index].offset), in: file)
  }

  /// The way to the value at `index` from the outermost: `kfuncs[3].name`; found only when something is wrong there.
  func path(to index: Int) -> String {
    var path = ""
    var place = 0
    while place != index {
      let isObject = entries[place].kind == .object
      guard isObject || entries[place].kind == .array else { break }
      let end = next(after: place)
      var child = place + 1
      var number = 0
      while child < end {
        let value = isObject ? child + 1 : child
        let after = next(after: value)
        if index < after {
          if isObject { path += (path.isEmpty ? "" : ".") + text(child) } else { path += "[\(number)]" }
          place = value
          break
        }
        child = after
        number += 1
      }
      // A key of an object belongs to the object.
      if place > index || child >= end { break }
    }
    return path
  }

  /// The value at `index` alone; nesting is limited by the reader.
  func value(_ index: Int) -> JSONValue {
    switch entries[index].kind {
    case .null: return .null
    case .true: return .bool(true)
    case .false: return .bool(false)
    case .integer: return .integer(integer(index))
    case .text, .escapedText: return .string(text(index))
    case .array:
      var elements: [JSONValue] = []
      var child = index + 1
      while child < next(after: index) {
        elements.append(value(child))
        child = next(after: child)
      }
      return .array(elements)
    case .object:
      var members: [JSONMember] = []
      var key = index + 1
      while key < next(after: index) {
        members.append(JSONMember(text(key), value(key + 1)))
        key = next(after: key + 1)
      }
      return .object(members)
    case .repeated:
      // Nobody who looks for repeats asks for values: the text is read again, without any.
      let text = Array(bytes[Int(entries[index].offset)..<end(of: index)])
      return (try? JSONReader.read(text, file: file))?.value ?? .null
    }
  }
}
