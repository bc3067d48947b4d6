import KernelSources
import Testing

@Suite struct SHA256DigestTests {
  // The examples of FIPS 180-2, appendix B.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func agreesWithTheStandardsExamples(text: String, digest: String) {
    #expect(SHA256Digest.hexadecimal(of: Array(text.utf8)) == digest)
  }

  @Test func aMillionBytesInUnequalPiecesGiveTheStandardsDigest() {
    var digest = SHA256Digest()
    var left = 1_000_000
    var piece = 1
    while left > 0 {
      digest.update([UInt8](repeating: UInt8(ascii: "a"), count: min(piece, left)))
      left -= min(piece, left)
      piece = piece * 3 + 1
    }
    #expect(digest.hexadecimal() == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }
}
