internal import CLibCrypto

/// SHA-256 as lowercase hexadecimal text.
enum Digest {
  /// The first `length` hexadecimal digits of the SHA-256 of `bytes`.
  static func hex(_ bytes: some Sequence<UInt8>, length: Int = 64) -> String {
    let input = Array(bytes)
    var output = [UInt8](repeating: 0, count: 32)
    var size: UInt32 = 0
    let done = EVP_Digest(input, input.count, &output, &size, EVP_sha256(), nil)
    // One-shot SHA-256 fails only when memory is exhausted or a policy forbids the algorithm: nothing can be proved.
    precondition(done == 1 && size == 32, "libcrypto cannot compute SHA-256")
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(64)
    for byte in output {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return text.prefix(length).text
  }
}
