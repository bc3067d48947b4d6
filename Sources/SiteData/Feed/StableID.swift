internal import CLibCrypto

/// Names that hold for ever, for feeds and their entries: `urn:uuid:` of RFC 9562, version 8, made of a SHA-256.
///
/// They depend on where the site is said to stand and on what is named, never on a build. A `tag:` URI would need a day on
/// which its host belonged to whoever runs the site, and nothing here knows one.
enum StableID {
  static func of(_ thing: String, site: String?) -> String {
    var bytes = sha256(Array("kfuncdocs\n\(site ?? "")\n\(thing)".utf8)).prefix(16).map { $0 }
    bytes[6] = bytes[6] & 0x0f | 0x80
    bytes[8] = bytes[8] & 0x3f | 0x80
    let digits = Array("0123456789abcdef".utf8)
    var text = Array("urn:uuid:".utf8)
    for (index, byte) in bytes.enumerated() {
      if [4, 6, 8, 10].contains(index) { text.append(UInt8(ascii: "-")) }
      text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func sha256(_ input: [UInt8]) -> [UInt8] {
    var output = [UInt8](repeating: 0, count: 32)
    var size: UInt32 = 0
    let done = EVP_Digest(input, input.count, &output, &size, EVP_sha256(), nil)
    // One-shot SHA-256 fails only when memory is exhausted or a policy forbids the algorithm.
    precondition(done == 1 && size == 32, "libcrypto cannot compute SHA-256")
    return output
  }
}
