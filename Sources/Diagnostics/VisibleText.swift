/// Untrusted text made safe for a terminal and honest for a reader.
///
/// Control characters, bidirectional overrides and zero-width characters are shown as `\u{…}`: a file name can
/// neither move the cursor nor reorder the line it stands in (CVE-2021-42574, "Trojan Source").
public enum VisibleText {
  /// `text` with every character that would not be seen as itself replaced by its escape; tabs become one space.
  public static func of(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7f }) { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar == "\t" {
        result += " "
      } else if isInvisible(scalar) {
        result += "\\u{" + String(scalar.value, radix: 16) + "}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Whether a terminal or browser would act on the scalar or show nothing for it.
  public static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7f..<0xa0: true
    case 0xad, 0x61c, 0x180e, 0x200b...0x200f, 0x2028...0x202e, 0x2060...0x206f, 0xfeff: true
    case 0xfff9...0xfffb, 0xe0000...0xe007f: true
    default: false
    }
  }
}
