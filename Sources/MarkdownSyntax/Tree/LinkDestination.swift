/// A link's destination that a page may carry.
///
/// The policy is a list of what is allowed; everything else (`javascript:`, `data:`, `feed:`, `//host`, control
/// characters, encoded schemes) is no destination, whatever a browser would make of it.
public enum LinkDestination: Hashable, Sendable {
  /// An `http` or `https` address.
  case web(String)
  /// A `mailto` address.
  case mail(String)
  /// A path in the site or beside the document, perhaps with query and fragment; it may begin with one `/`.
  case relative(String)
  /// `#anchor`, without the sign.
  case fragment(String)

  /// The destination as it was written, entities and escapes resolved.
  public var text: String {
    switch self {
    case .web(let text), .mail(let text), .relative(let text): text
    case .fragment(let anchor): "#" + anchor
    }
  }

  /// The destination as an `href` may hold it: what no URL may contain is percent-encoded, `%` is left alone.
  public var href: String {
    let text = text
    if text.utf8.allSatisfy(Self.isURLByte) { return text }
    var href = ""
    for byte in text.utf8 {
      if Self.isURLByte(byte) {
        href.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        href += (byte < 0x10 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
      }
    }
    return href
  }

  /// Bytes that stay (RFC 3986's unreserved and reserved ones but for brackets, and `%`).
  private static func isURLByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "-._~:/?#@!$&'()*+,;=%".utf8.contains(byte)
    }
  }

  /// Why a destination was refused.
  public enum Refusal: Error, Hashable, Sendable {
    /// A scheme other than http, https and mailto.
    case scheme(String)
    /// `//host` or its backslash forms: another host under the page's own scheme.
    case otherHost
    /// A control character, space at an end, or a backslash where browsers read a slash.
    case character

    /// A headline for a diagnostic.
    public var headline: String {
      switch self {
      case .scheme(let name): "link scheme '\(name)' is not allowed; shown as text"
      case .otherHost: "link to '//host' is not allowed; write the scheme; shown as text"
      case .character: "link destination holds a control character or backslash; shown as text"
      }
    }
  }

  /// The destination that `text` is.
  public init(_ text: String) throws(Refusal) {
    var colon: String.UTF8View.Index?
    let bytes = text.utf8
    scan: for index in bytes.indices {
      switch bytes[index] {
      case 0..<0x20, 0x7f, UInt8(ascii: "\\"): throw .character
      case UInt8(ascii: ":"):
        colon = index
        break scan
      case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): break scan
      default: break
      }
    }
    // Browsers read a backslash as a slash wherever a path may be; behind `?` it is only a character.
    if text.prefix(while: { $0 != "?" && $0 != "#" }).contains("\\") { throw .character }
    // C1 controls and invisible characters are shown, never linked.
    for scalar in text.unicodeScalars where Self.isRefused(scalar) { throw .character }
    if bytes.first == UInt8(ascii: " ") || bytes.last == UInt8(ascii: " ") { throw .character }
    if let colon {
      let scheme = text[..<colon].lowercased()
      switch scheme {
      case "http", "https":
        // Without `//` browsers resolve against the page's own address or repair it: two readings, so none.
        guard text[bytes.index(after: colon)...].hasPrefix("//") else { throw .scheme(scheme) }
        self = .web(text)
      case "mailto": self = .mail(text)
      default: throw .scheme(String(scheme.prefix(40)))
      }
      return
    }
    if bytes.first == UInt8(ascii: "#") {
      self = .fragment(String(text.dropFirst()))
    } else if text.hasPrefix("//") {
      throw .otherHost
    } else {
      self = .relative(text)
    }
  }

  private static func isRefused(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7f..<0xa0, 0x200b...0x200f, 0x2028...0x202e, 0x2060...0x2069, 0xfeff: true
    default: false
    }
  }
}
