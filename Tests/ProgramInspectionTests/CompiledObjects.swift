import Foundation
import TestFiles

/// The fixture compiled for BPF, once for all tests.
enum CompiledObjects {
  static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures").path

  /// The folder with `cats.bpf.o`, `cats-big.bpf.o` (big-endian) and `cats-bare.bpf.o` (without BTF).
  static let folder = Result { () throws -> TemporaryFolder in
    let folder = try TemporaryFolder()
    let source = "\(fixtures)/cats.bpf.c"
    try run("clang", "-target", "bpfel", "-O2", "-g", "-c", source, "-o", folder("cats.bpf.o"))
    try run("clang", "-target", "bpfeb", "-O2", "-g", "-c", source, "-o", folder("cats-big.bpf.o"))
    try run("clang", "-target", "bpfel", "-O2", "-c", source, "-o", folder("cats-bare.bpf.o"))
    return folder
  }

  /// The bytes of one of them.
  static func bytes(_ name: String) throws -> [UInt8] {
    guard let bytes = try folder.get().bytes(of: name) else {
      throw CommandFailure(arguments: ["read", name], status: 1)
    }
    return bytes
  }
}
