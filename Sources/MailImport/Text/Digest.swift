internal import CLibCrypto

/// SHA-256 as lowercase hexadecimal text.
enum Digest {
  /// The first `length` hexadecimal digits of the SHA-256 of `bytes`.
  static func hex(_ bytes: some Sequence<UInt8>, length: Int = 64) -> String {
    if let digest = bytes.withContiguousStorageIfAvailable({ hex($0, length: length) }) { return digest }
    return Array(bytes).withUnsafeBufferPointer { hex($0, length: length) }
  }

  private static func hex(_ bytes: UnsafeBufferPointer<UInt8>, length: Int) -> String {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { output in
      var size: UInt32 = 0
      let done = EVP_Digest(bytes.baseAddress, bytes.count, output.baseAddress, &size, EVP_sha256(), nil)
      // One-shot SHA-256 fails only when memory is exhausted or a policy forbids the algorithm: nothing can be proved.
      precondition(done == 1 && size == 32, "libcrypto cannot compute SHA-256")
      return String(unsafeUninitializedCapacity: min(length, 64)) { text in
        for index in 0..<min(length, 64) {
          let digit = index & 1 == 0 ? output[index / 2] >> 4 : output[index / 2] & 15
          text[index] = digit < 10 ? 0x30 + digit : 0x57 + digit
        }
        return min(length, 64)
      }
    }
  }
}
