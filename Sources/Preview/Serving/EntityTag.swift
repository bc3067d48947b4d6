internal import CLibCrypto

/// A strong validator (RFC 9110, 8.8.3): a digest of the bytes, so that equal tags mean equal bytes.
struct EntityTag: Hashable, Sendable {
  /// The first 128 bits of the SHA-256, in hexadecimal digits.
  let digits: String

  init(of bytes: [UInt8]) {
    var output = [UInt8](repeating: 0, count: 32)
    var size: UInt32 = 0
    let done = EVP_Digest(bytes, bytes.count, &output, &size, EVP_sha256(), nil)
    // One-shot SHA-256 fails only when memory is exhausted or a policy forbids the algorithm.
    precondition(done == 1 && size == 32, "libcrypto cannot compute SHA-256")
    let table = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in output.prefix(16) { text += [table[Int(byte >> 4)], table[Int(byte & 15)]] }
    digits = String(decoding: text, as: UTF8.self)
  }

  /// As a header field has it.
  var field: String { "\"\(digits)\"" }

  /// Whether one of the members of If-None-Match is this tag, weak or not (weak comparison), or `*`.
  func matchesWeakly(_ members: [Substring]) -> Bool {
    members.contains { $0 == "*" || $0 == field || $0 == "W/" + field }
  }

  /// Whether one of the members of If-Match is this very tag, or `*`.
  func matchesStrongly(_ members: [Substring]) -> Bool { members.contains { $0 == "*" || $0 == field } }
}
