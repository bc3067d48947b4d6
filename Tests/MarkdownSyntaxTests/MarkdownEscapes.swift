/// Backslash escapes and entities, resolved on their own terms (CommonMark 2.4 and 2.5) and not by the program.
enum MarkdownEscapes {
  private static let named = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "copy": "©", "nbsp": "\u{a0}", "ouml": "ö", "auml": "ä",
    "AElig": "Æ", "Dcaron": "Ď", "frac34": "¾", "HilbertSpace": "ℋ", "DifferentialD": "ⅆ",
    "ClockwiseContourIntegral": "∲", "ngE": "≧̸", "mp": "∓",
  ]

  static func resolve(_ source: ArraySlice<UInt8>) -> String {
    let text = Array(source)
    var result: [UInt8] = []
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte == 0x5c, index + 1 < text.count, isPunctuation(text[index + 1]) {
        result.append(text[index + 1])
        index += 2
      } else if byte == 0x26, let end = text[index...].firstIndex(of: 0x3b),
        let decoded = entity(String(decoding: text[(index + 1)..<end], as: UTF8.self))
      {
        result += decoded.utf8
        index = end + 1
      } else {
        // What is no UTF-8 is shown as U+FFFD.
        result.append(byte)
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self).replacing("\0", with: "\u{fffd}")
  }

  private static func entity(_ name: String) -> String? {
    if let known = named[name] { return known }
    guard name.hasPrefix("#") else { return nil }
    let digits = name.dropFirst()
    let isHex = digits.first == "x" || digits.first == "X"
    let value = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    guard let value, digits.count <= 8, !digits.contains("+"), !digits.contains("-") else { return nil }
    guard value != 0, let scalar = Unicode.Scalar(value) else { return "\u{fffd}" }
    return String(Character(scalar))
  }

  private static func isPunctuation(_ byte: UInt8) -> Bool {
    "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~".utf8.contains(byte)
  }
}
