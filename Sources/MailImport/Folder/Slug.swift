internal import Foundation

/// Short names for folders and files: small letters, digits and single hyphens.
public enum Slug {
  /// The longest name that is made.
  static let longest = 60

  /// `text` as a slug: letters without their accents, all else a hyphen; empty if nothing is left.
  public static func of(_ text: String) -> String {
    var result: [UInt8] = []
    for byte in text.decomposedStringWithCanonicalMapping.utf8 where byte < 0x80 {
      if isAlphanumeric(byte) {
        result.append(isLetter(byte) ? byte | 0x20 : byte)
      } else if byte != 0x27, !result.isEmpty, result.last != 0x2d {
        result.append(0x2d)
      }
    }
    if result.count > longest {
      let cut = result.prefix(longest)
      result = Array(cut.lastIndex(of: 0x2d).map { cut[..<$0] } ?? cut)
    }
    while result.last == 0x2d { result.removeLast() }
    return result.text
  }

  /// The slug of a thread's subject: without `Re:` and bracketed tags in front.
  public static func ofSubject(_ subject: String) -> String {
    var rest = Substring(subject)
    while true {
      rest = rest.drop { $0 == " " }
      if rest.first == "[", let close = rest.firstIndex(of: "]") {
        rest = rest[rest.index(after: close)...]
      } else if let prefix = ["re:", "fwd:", "aw:"].first(where: { rest.lowercased().hasPrefix($0) }) {
        rest = rest.dropFirst(prefix.count)
      } else {
        break
      }
    }
    let slug = of(String(rest))
    return slug.isEmpty ? "thread" : slug
  }

  /// Whether `text` may name a thread's folder.
  public static func isValid(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 100 && text.utf8.first != 0x2d
      && text.utf8.allSatisfy { isDigit($0) || $0 == 0x2d || ($0 >= 0x61 && $0 <= 0x7a) }
  }
}
