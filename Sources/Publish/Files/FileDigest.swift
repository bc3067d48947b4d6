internal import CLibCrypto

/// SHA-256 (FIPS 180-4) of whole files, through libcrypto.
enum FileDigest {
  /// The digest of `bytes` as 64 lower-case hexadecimal digits.
  static func hexadecimal(of bytes: [UInt8]) -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    var length: UInt32 = 0
    let isDone = bytes.withUnsafeBytes { EVP_Digest($0.baseAddress, $0.count, &digest, &length, EVP_sha256(), nil) }
    // One-shot SHA-256 fails only when memory is exhausted or a policy forbids the algorithm. No text may stand for that:
    // it would equal itself, and a file that was sent would be said to be the one that was not.
    precondition(isDone == 1 && length == 32, "libcrypto cannot compute SHA-256")
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// Whether `text` can be such a digest.
  static func isDigest(_ text: String) -> Bool {
    text.utf8.count == 64 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}
