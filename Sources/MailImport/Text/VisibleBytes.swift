internal import Diagnostics

/// Text of a mail made safe to publish: what a reader would not see is shown as `\u{…}`.
enum VisibleBytes {
  /// `line` without a CR at its end and with control, bidirectional and zero-width characters spelled out, and
  /// whether any was. Tabs stay.
  static func of(_ line: ArraySlice<UInt8>) -> (bytes: [UInt8], changed: Bool) {
    var line = line
    if line.last == 0x0d { line.removeLast() }
    if line.allSatisfy({ ($0 >= 0x20 && $0 < 0x7f) || $0 == 0x09 }) { return (Array(line), false) }
    var result = ""
    var changed = false
    for scalar in line.text.unicodeScalars {
      if scalar != "\t", VisibleText.isInvisible(scalar) {
        result += "\\u{" + String(scalar.value, radix: 16) + "}"
        changed = true
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return (Array(result.utf8), changed)
  }

  /// A header's text in one line: white space runs become one space, invisible characters are shown.
  static func field(_ text: String) -> String {
    let words = text.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r" || $0 == "\r\n" })
    return VisibleText.of(words.joined(separator: " "))
  }
}
