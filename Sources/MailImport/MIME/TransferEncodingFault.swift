/// What is wrong with an encoded body, which decoders pass over in silence.
enum TransferEncodingFault {
  /// Words for the first fault of `body` under the transfer encoding `name`; nil where there is none.
  static func of(_ body: ArraySlice<UInt8>, _ name: String) -> String? {
    switch name {
    case "base64":
      let isKnown = body.allSatisfy {
        isAlphanumeric($0) || $0 == 0x2b || $0 == 0x2f || $0 == 0x3d || $0 <= 0x20
      }
      return isKnown ? nil : "the base64 text holds characters that are not base64"
    case "quoted-printable":
      return isQuotedPrintable(body) ? nil : "the quoted-printable text holds an '=' that encodes nothing"
    case "", "7bit", "8bit", "binary", "x-uuencode", "uuencode": return nil
    default: return "the transfer encoding '\(VisibleBytes.field(String(name.prefix(60))))' is not known"
    }
  }

  private static func isQuotedPrintable(_ body: ArraySlice<UInt8>) -> Bool {
    var rest = body
    while let equals = rest.firstIndex(of: 0x3d) {
      rest = rest[(equals + 1)...]
      let next = rest.prefix(2)
      if next.count == 2, next.allSatisfy(isHexadecimal) { continue }
      // A soft line end: white space, then the end of the line or of the text (RFC 2045, section 6.7).
      let after = rest.drop { isBlankByte($0) || $0 == 0x0d }
      if after.isEmpty || after.first == 0x0a { continue }
      return false
    }
    return true
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    isDigit(byte) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66)
  }
}
