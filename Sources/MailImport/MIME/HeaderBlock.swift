/// The fields of a header block that are read, and nothing else: what GMime is given.
///
/// GMime parses every address list when it meets one, and recurses into groups (`a:b:c:…`): a field of 90 kB ends in
/// a stack overflow. Only the author's field is an address list here, and it is kept short.
struct HeaderBlock {
  /// The longest author's field, in bytes: RFC 5322 allows no longer line.
  static let longestAuthor = 998

  private static let fields: Set<String> = [
    "from", "subject", "date", "message-id", "in-reply-to", "references", "list-id", "list-post", "mime-version",
    "content-type", "content-disposition", "content-transfer-encoding",
  ]

  /// The fields, each ended by a newline.
  private(set) var bytes: [UInt8] = []
  /// The line of the block, from 0, that is no field, if any is.
  private(set) var malformedLine: Int?
  /// The line, from 0, of an author's field that was cut.
  private(set) var cutLine: Int?
  private var starts: [(offset: Int, line: Int)] = []

  /// The fields of `block`, `limit` bytes at the most: a field that does not fit is left out as a whole, so that those
  /// after it are not lost with it.
  init(_ block: ArraySlice<UInt8>, limit: Int) {
    var isKept = false
    var isAuthor = false
    var fieldStart = 0
    for (number, line) in ByteLines(block).enumerated() {
      if let first = line.first, isBlankByte(first) {
        guard isKept else { continue }
        starts.append((bytes.count, number))
        if isAuthor, bytes.count - fieldStart + line.count > Self.longestAuthor {
          cutLine = cutLine ?? number
          continue
        }
        append(line)
        if bytes.count > limit {
          bytes.removeSubrange(fieldStart...)
          isKept = false
        }
        continue
      }
      guard let colon = line.prefix(80).firstIndex(of: 0x3a), colon > line.startIndex,
        line[..<colon].trimmedEnd.allSatisfy({ $0 > 0x20 && $0 < 0x7f })
      else {
        isKept = false
        if !MailboxSplitter.isBlank(line) { malformedLine = malformedLine ?? number }
        continue
      }
      let name = line[..<colon].trimmedEnd.text.lowercased()
      isKept = Self.fields.contains(name)
      guard isKept else { continue }
      isAuthor = name == "from"
      fieldStart = bytes.count
      starts.append((bytes.count, number))
      let kept = isAuthor ? line.prefix(Self.longestAuthor) : line
      if kept.count < line.count { cutLine = cutLine ?? number }
      append(kept)
      if bytes.count > limit {
        bytes.removeSubrange(fieldStart...)
        isKept = false
      }
    }
  }

  private mutating func append(_ line: ArraySlice<UInt8>) {
    bytes += line
    bytes.append(0x0a)
  }

  /// The line of the block, from 0, in which a place of ``bytes`` stands.
  func line(at offset: Int) -> Int { starts.last { $0.offset <= offset }?.line ?? 0 }
}
