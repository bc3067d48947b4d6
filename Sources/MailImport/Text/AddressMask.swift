/// Masking of mail addresses: `jane@example.org` becomes `jane@…`.
///
/// Exempt are, by the field that they stand in and never by their shape: addresses of the thread's lists (from
/// `List-Id` and `List-Post`), Message-IDs in angle brackets at the beginning of a field of them, and the path of a link
/// into a mail archive, where the word with the at sign is a Message-ID.
public struct AddressMask: Hashable, Sendable {
  /// Addresses in lower case that stay whole.
  public var lists: Set<String>

  /// Hosts whose links carry Message-IDs in their paths.
  static let archiveHosts: Set<String> = [
    "lore.kernel.org", "lkml.kernel.org", "patch.msgid.link", "msgid.link", "marc.info", "public-inbox.org",
    "inbox.sourceware.org", "patchwork.kernel.org", "yhbt.net",
  ]
  private static let identifierFields = ["message-id:", "in-reply-to:", "references:"]
  private static let ellipsis: [UInt8] = Array("…".utf8)

  /// A mask that leaves the addresses of `lists` whole.
  public init(lists: some Sequence<String> = []) { self.lists = Set(lists.map { $0.lowercased() }) }

  /// `text` with its addresses masked.
  public func masked(_ text: String) -> String { masked(Array(text.utf8)).text }

  /// A line of UTF-8 with its addresses masked.
  func masked(_ line: [UInt8]) -> [UInt8] {
    guard line.contains(0x40) || line.contains(sequence: Array("%40".utf8)) else { return line }
    var exempt = Self.archivePaths(in: line) + Self.identifiers(in: line)
    exempt.sort { $0.lowerBound > $1.lowerBound }  // the nearest last, to be taken off when it is passed
    var result: [UInt8] = []
    var index = 0
    while index < line.count {
      let width = atSign(in: line, at: index)
      while let next = exempt.last, next.upperBound <= index { exempt.removeLast() }
      guard width > 0, index > 0, !(exempt.last?.contains(index) ?? false) else {
        result.append(line[index])
        index += 1
        continue
      }
      let domain = Self.domain(in: line, from: index + width)
      guard !domain.isEmpty, Self.endsLocalPart(line[index - 1]), !isList(line, at: index, domain) else {
        result += line[index..<(index + width)]
        index += width
        continue
      }
      result += line[index..<(index + width)]
      result += Self.ellipsis
      index = domain.upperBound
    }
    return result
  }

  private func isList(_ line: [UInt8], at index: Int, _ domain: Range<Int>) -> Bool {
    guard !lists.isEmpty else { return false }
    var start = index
    while start > 0, Self.isLocalPart(line[start - 1]) { start -= 1 }
    return lists.contains(line[start..<domain.upperBound].text.lowercased())
  }

  /// The width of an at sign at `index`, plain or percent-encoded, or 0.
  private func atSign(in line: [UInt8], at index: Int) -> Int {
    if line[index] == 0x40 { return 1 }
    return line[index] == 0x25 && line[index...].starts(with: "%40".utf8) ? 3 : 0
  }

  /// Whether a byte may end a local part: RFC 5322's atext, a quote that closes a quoted one, or UTF-8 (RFC 6531).
  private static func endsLocalPart(_ byte: UInt8) -> Bool { isLocalPart(byte) || byte == 0x22 || byte == 0x29 }

  private static func isLocalPart(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21, 0x23...0x27, 0x2a, 0x2b, 0x2d...0x2f, 0x3d, 0x3f, 0x5e...0x60, 0x7b...0x7e, 0x80...: true
    default: isAlphanumeric(byte)
    }
  }

  /// The domain that begins at `start`: labels with dots whose last one is a top-level domain's, or `[…]`; empty if
  /// there is none. A domain without a dot reaches nobody, and looks like `entry@offset` or an archive's mask.
  private static func domain(in line: [UInt8], from start: Int) -> Range<Int> {
    let empty = start..<start
    guard start < line.count else { return empty }
    if line[start] == 0x5b {
      guard let close = line[start...].prefix(60).firstIndex(of: 0x5d), close > start + 2 else { return empty }
      let isLiteral = line[(start + 1)..<close].allSatisfy { isAlphanumeric($0) || $0 == 0x2e || $0 == 0x3a }
      return isLiteral ? start..<(close + 1) : empty
    }
    var end = start
    while end < line.count, isAlphanumeric(line[end]) || line[end] == 0x2d || line[end] == 0x2e || line[end] >= 0x80 {
      if line[end] == 0x2e {
        guard end > start, line[end - 1] != 0x2e, end + 1 < line.count else { break }
        guard isAlphanumeric(line[end + 1]) || line[end + 1] >= 0x80 else { break }
      }
      end += 1
    }
    // What is no top-level domain belongs to the words behind: `jane@example.org.I am`.
    while let dot = line[start..<end].lastIndex(of: 0x2e) {
      let top = line[dot + 1]
      if end - dot > 2, isLetter(top) || top >= 0x80 { return start..<end }
      end = dot
    }
    return empty
  }

  /// Where Message-IDs stand in a line, quoted or not, of a field that is made of them: what is in angle brackets right
  /// behind the colon (RFC 5322, 3.6.4: `1*msg-id`). Behind anything else, a name or a bare address, an angle bracket
  /// holds the address of a person.
  private static func identifiers(in line: [UInt8]) -> [Range<Int>] {
    let lead = line.prefix { isBlankByte($0) || $0 == 0x3e }.count
    let start = line[lead...].prefix(16).text.lowercased()
    guard let field = identifierFields.first(where: { start.hasPrefix($0) }) else { return [] }
    var result: [Range<Int>] = []
    var index = lead + field.utf8.count
    while index < line.count {
      guard line[index] == 0x3c else {
        guard isBlankByte(line[index]) || line[index] == 0x2c else { break }
        index += 1
        continue
      }
      guard let close = line[(index + 1)...].firstIndex(where: { isBlankByte($0) || $0 == 0x3c || $0 == 0x3e }),
        line[close] == 0x3e
      else { break }
      result.append(index..<close)
      index = close + 1
    }
    return result
  }

  /// Where the paths of links into archives stand in `line`.
  private static func archivePaths(in line: [UInt8]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var index = 0
    let scheme = Array("://".utf8)
    while let colon = line[index...].firstIndex(of: 0x3a) {
      index = colon + 1
      guard line[colon...].starts(with: scheme) else { continue }
      let hostStart = colon + 3
      let hostEnd =
        line[hostStart...].firstIndex { !(isAlphanumeric($0) || $0 == 0x2e || $0 == 0x2d) } ?? line.count
      guard archiveHosts.contains(line[hostStart..<hostEnd].text.lowercased()), hostEnd < line.count,
        line[hostEnd] == 0x2f
      else { continue }
      let end =
        line[hostEnd...].firstIndex { $0 <= 0x20 || $0 == 0x3e || $0 == 0x3c || $0 == 0x3f || $0 == 0x23 } ?? line.count
      result.append(hostEnd..<end)
      index = end
    }
    return result
  }
}
