/// The path of a request, decoded once and split, every odd form refused.
///
/// Files are looked up by exact name in a site that is held in memory; no path of the disk is ever made from a request, so
/// that there is nothing to climb out of. The checks are here so that odd requests get 400 and not a file by accident.
struct RequestPath: Hashable, Sendable {
  /// The parts between slashes, decoded; the last is empty where the path ends in a slash.
  let segments: [String]
  /// What stands behind the question mark, as it came; nil without one. Files do not depend on it.
  let query: String?

  /// Why a target is refused.
  struct Fault: Error {
    let words: String
  }

  /// The longest request target that is looked at, in bytes.
  static let longest = 4096

  /// The path of `target`, in origin form: `/kfuncs/?q=x`.
  ///
  /// - Throws: ``Fault`` for anything but visible ASCII, a fragment, a backslash, a broken or overlong percent-encoding,
  ///   control characters, `.` and `..`, and slashes that are encoded.
  init(_ target: some StringProtocol) throws(Fault) {
    let bytes = Array(target.utf8)
    guard bytes.count <= Self.longest else { throw Fault(words: "The address is too long.") }
    guard bytes.first == UInt8(ascii: "/") else { throw Fault(words: "The address must begin with a slash.") }
    for byte in bytes {
      // RFC 3986 has no other characters; `#` never reaches a server, and a backslash is a slash to some readers.
      guard byte > 0x20, byte < 0x7f, byte != UInt8(ascii: "#"), byte != UInt8(ascii: "\\") else {
        throw Fault(words: "The address holds a character that no address has.")
      }
    }
    let mark = bytes.firstIndex(of: UInt8(ascii: "?"))
    query = mark.map { String(decoding: bytes[($0 + 1)...], as: UTF8.self) }
    let path = bytes[1..<(mark ?? bytes.count)]
    var segments: [String] = []
    for part in path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      segments.append(try Self.decoded(part))
    }
    self.segments = segments
  }

  /// The file that the path names when it ends in a slash or not: `kfuncs/index.html`, `assets/site.css`; nil where a
  /// part is empty, which no file has.
  var file: String? {
    guard segments.dropLast().allSatisfy({ !$0.isEmpty }), let last = segments.last else { return nil }
    return (segments.dropLast() + [last.isEmpty ? "index.html" : last]).joined(separator: "/")
  }

  /// The file of the folder that the path would name with a slash behind it; nil where it has one.
  var folderFile: String? {
    guard let last = segments.last, !last.isEmpty, segments.allSatisfy({ !$0.isEmpty }) else { return nil }
    return segments.joined(separator: "/") + "/index.html"
  }

  /// The parameter `name` of the query, percent-decoded once; nil where it is missing, twice there, or no text.
  func parameter(_ name: String) -> String? {
    let pairs = (query ?? "").split(separator: "&").filter { $0.hasPrefix(name + "=") }
    guard pairs.count == 1 else { return nil }
    let bytes = Array(pairs[0].utf8.dropFirst(name.utf8.count + 1))
    return (try? Self.unescaped(bytes[...])).flatMap { String(validating: $0, as: UTF8.self) }
  }

  private static func decoded(_ part: ArraySlice<UInt8>) throws(Fault) -> String {
    let bytes = try unescaped(part)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Fault(words: "The address is not UTF-8.")
    }
    guard text != ".", text != ".." else { throw Fault(words: "The address leads up.") }
    for scalar in text.unicodeScalars {
      let isControl = scalar.value < 0x20 || (0x7f..<0xa0).contains(scalar.value)
      guard !isControl, scalar != "/", scalar != "\\" else {
        throw Fault(words: "The address holds an encoded character that no name has.")
      }
    }
    return text
  }

  private static func unescaped(_ part: ArraySlice<UInt8>) throws(Fault) -> [UInt8] {
    var bytes: [UInt8] = []
    var index = part.startIndex
    while index < part.endIndex {
      guard part[index] == UInt8(ascii: "%") else {
        bytes.append(part[index])
        index += 1
        continue
      }
      guard index + 2 < part.endIndex, let high = digit(part[index + 1]), let low = digit(part[index + 2]) else {
        throw Fault(words: "The address holds a broken percent-encoding.")
      }
      bytes.append(high << 4 | low)
      index += 3
    }
    return bytes
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
