internal import CLibCrypto
internal import Rendering

/// The name of the folder of the assets: a hash of what is in it, so that the same name never holds other files.
enum AssetHash {
  /// The folder of `assets`, which are in order of their names: the first 16 hexadecimal digits of the SHA-256 (FIPS 180-4)
  /// of their names, sizes and bytes.
  static func folder(of assets: [TemplateReader.Asset]) -> AssetFolder {
    var input: [UInt8] = []
    // No name holds a NUL, and the size says where the bytes end: no two sets of files give the same input.
    for asset in assets { input += Array("\(asset.name)\0\(asset.bytes.count)\0".utf8) + asset.bytes }
    var digest = [UInt8](repeating: 0, count: 32)
    var size: UInt32 = 0
    let done = EVP_Digest(input, input.count, &digest, &size, EVP_sha256(), nil)
    // One-shot SHA-256 fails only when memory is exhausted or a policy forbids the algorithm.
    precondition(done == 1 && size == 32, "libcrypto cannot compute SHA-256")
    let digits = Array("0123456789abcdef".utf8)
    return AssetFolder(
      String(decoding: digest.prefix(8).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self))
  }
}
