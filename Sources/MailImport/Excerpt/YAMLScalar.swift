/// Text as a double-quoted YAML scalar: no text of a mail can end it or mean anything else.
enum YAMLScalar {
  /// `text` in quotes.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case _
      where scalar.value < 0x20 || scalar.value == 0x7f || (0x80..<0xa0).contains(scalar.value)
        || scalar.value == 0xfeff || scalar.value == 0x2028 || scalar.value == 0x2029:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// The text of a scalar as ``quoted(_:)`` writes it, or of a plain one; nil if the quotes do not match.
  static func text(_ scalar: Substring) -> String? {
    let trimmed = scalar.drop { $0 == " " }
    guard trimmed.first == "\"" else { return String(trimmed) }
    var result = String.UnicodeScalarView()
    var rest = trimmed.unicodeScalars.dropFirst()
    while let scalar = rest.popFirst() {
      if scalar == "\"" { return rest.allSatisfy { $0 == " " || $0 == "\r" } ? String(result) : nil }
      guard scalar == "\\" else {
        result.append(scalar)
        continue
      }
      switch rest.popFirst() {
      case "n": result.append("\n")
      case "t": result.append("\t")
      case "u":
        guard let value = UInt32(String(rest.prefix(4)), radix: 16), let decoded = Unicode.Scalar(value) else {
          return nil
        }
        result.append(decoded)
        rest = rest.dropFirst(4)
      case let other?: result.append(other)
      case nil: return nil
      }
    }
    return nil
  }
}
