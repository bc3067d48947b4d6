/// Gives every heading an anchor of its own, as GitHub makes them: lower case, punctuation dropped, spaces to hyphens,
/// `-1`, `-2` behind those that repeat. What is written as `{#id}` is taken first, whatever comes before it.
struct HeadingAnchors {
  /// A page around the text has anchors of its own, which no heading may take.
  private var used: Set<String> = ["main", "mentions"]
  private var next: [String: Int] = [:]

  /// Takes a written anchor; false if it was taken before.
  mutating func take(_ anchor: String) -> Bool { used.insert(anchor).inserted }

  /// An anchor for a heading of the text `text`.
  mutating func make(_ text: String) -> String {
    let slug = Self.slug(text)
    if used.insert(slug).inserted { return slug }
    var number = next[slug] ?? 1
    while !used.insert("\(slug)-\(number)").inserted { number += 1 }
    next[slug] = number + 1
    return "\(slug)-\(number)"
  }

  /// The anchor of `text` as long as nothing else has it.
  static func slug(_ text: String) -> String {
    var slug = ""
    for scalar in text.lowercased().unicodeScalars {
      switch scalar {
      case " ", "\t": slug.unicodeScalars.append("-")
      case "-", "_", "a"..."z", "0"..."9": slug.unicodeScalars.append(scalar)
      default:
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
          .spacingMark, .decimalNumber, .letterNumber, .connectorPunctuation:
          slug.unicodeScalars.append(scalar)
        default: break
        }
      }
    }
    return slug.isEmpty ? "section" : slug
  }

  /// A written anchor at the end of `text` (`Title {#id}`): the id and the length of the text before it, in bytes.
  static func written(_ text: ArraySlice<UInt8>) -> (anchor: String, textLength: Int)? {
    guard text.last == UInt8(ascii: "}"), let open = text.lastIndex(of: UInt8(ascii: "{")),
      open + 2 < text.endIndex - 1,
      text[open + 1] == UInt8(ascii: "#")
    else { return nil }
    // `\{#id}` is text.
    if open > text.startIndex, text[open - 1] == UInt8(ascii: "\\") { return nil }
    let name = text[(open + 2)..<(text.endIndex - 1)]
    guard name.allSatisfy(isIDByte), name.count <= 100 else { return nil }
    var end = open
    while end > text.startIndex, text[end - 1] == 0x20 || text[end - 1] == 0x09 { end -= 1 }
    return (String(decoding: name, as: UTF8.self), end - text.startIndex)
  }

  /// No colon: those are of the anchors that the renderer makes for footnotes.
  private static func isIDByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
      true
    default: false
    }
  }
}
