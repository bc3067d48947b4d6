/// A text as words that can be compared: letters, digits and underscores, lower case.
///
/// White space, quote marks, `>` and every other sign part words and do not count; apostrophes and quotation marks,
/// straight or curled, vanish, so that `don't` is one word however it is set. A gap (`[…]`, `[...]`) is kept.
struct QuotedWords: Sendable {
  /// A word, or a gap.
  struct Word: Sendable {
    /// What it is called in a ``WordTable``; -1 for a gap, which equals nothing, and ``WordTable/unknown`` for a word that the
    /// table does not have.
    var id: Int32
    /// Its bytes in the text.
    var bytes: Range<Int>

    var isGap: Bool { id < 0 }
  }

  private(set) var words: [Word] = []

  /// The words of `text`, those that are new added to `table`.
  init(_ text: [UInt8], table: inout WordTable) { self.init(text) { table.id(of: $0) } }

  /// The words of `text` as `table` knows them.
  init(_ text: [UInt8], in table: WordTable) { self.init(text) { table.known($0) } }

  @inline(__always)
  private init(_ text: [UInt8], _ id: ([UInt8]) -> Int32) {
    var at = 0
    var word: [UInt8] = []
    var start = 0
    var end = 0
    func isMark(_ at: Int) -> Int {
      // ' " and ` ; U+2018 to U+201F; U+00AB, U+00BB; U+00B4.
      switch text[at] {
      case 0x22, 0x27, 0x60: return 1
      case 0xe2 where at + 2 < text.count && text[at + 1] == 0x80 && (0x98...0x9f).contains(text[at + 2]): return 3
      case 0xc2 where at + 1 < text.count && [0xab, 0xbb, 0xb4].contains(text[at + 1]): return 2
      default: return 0
      }
    }
    func separator(_ at: Int) -> Int {
      let byte = text[at]
      if byte < 0x80 { return isIdentifierByte(byte) ? 0 : 1 }
      // General punctuation (U+2000 to U+206F) and the no-break space.
      if byte == 0xe2, at + 2 < text.count, text[at + 1] == 0x80 || text[at + 1] == 0x81 { return 3 }
      return byte == 0xc2 && at + 1 < text.count && text[at + 1] == 0xa0 ? 2 : 0
    }
    func close(_ words: inout [Word]) {
      if !word.isEmpty { words.append(Word(id: id(word), bytes: start..<end)) }
      word.removeAll(keepingCapacity: true)
    }
    while at < text.count {
      if let length = Self.gap(text, at) {
        close(&words)
        words.append(Word(id: -1, bytes: at..<at + length))
        at += length
        continue
      }
      let mark = isMark(at)
      if mark > 0 {
        at += mark
        continue
      }
      let skipped = separator(at)
      if skipped > 0 {
        close(&words)
        at += skipped
        continue
      }
      if word.isEmpty { start = at }
      let byte = text[at]
      word.append((0x41...0x5a).contains(byte) ? byte + 0x20 : byte)
      at += 1
      end = at
    }
    close(&words)
  }

  /// The length of a mark of a gap at `at`: `[…`, `[...` or `[… a note]`.
  static func gap(_ text: [UInt8], _ at: Int) -> Int? {
    guard text[at] == UInt8(ascii: "[") else { return nil }
    let rest = text[(at + 1)...]
    let isGap = rest.starts(with: "…".utf8) || rest.starts(with: "...".utf8)
    guard isGap, let close = rest.prefix(204).firstIndex(of: UInt8(ascii: "]")) else { return nil }
    return close + 1 - at
  }
}

/// Words by number, so that comparing two is comparing integers.
struct WordTable: Sendable {
  private var ids: [[UInt8]: Int32] = [:]

  /// A bit for each length, first and last byte that some word has: most others need no look, which costs a hash.
  private var shapes = [UInt64](repeating: 0, count: 1 << 10)

  /// What a word is called that the table does not have.
  static let unknown = Int32.max

  mutating func id(of word: [UInt8]) -> Int32 {
    if let id = ids[word] { return id }
    let id = Int32(clamping: ids.count)
    ids[word] = id
    let shape = Self.shape(of: word)
    shapes[shape >> 6] |= 1 << UInt64(shape & 63)
    return id
  }

  /// What `word` is called, ``unknown`` where it is not there.
  func known(_ word: [UInt8]) -> Int32 {
    let shape = Self.shape(of: word)
    guard shapes[shape >> 6] & 1 << UInt64(shape & 63) != 0 else { return Self.unknown }
    return ids[word] ?? Self.unknown
  }

  /// Sixteen bits of a word that is not empty.
  private static func shape(of word: [UInt8]) -> Int {
    Int(word[0] & 63) << 10 | Int(word[word.count - 1] & 63) << 4 | word.count & 15
  }
}
