internal import Diagnostics
internal import Glibc

/// Reads files that people and importers wrote, never through a symbolic link, never without bound.
enum InputFile {
  /// The largest input, in bytes: ten times the largest catalogue known.
  static let largest = 64 << 20

  /// The bytes of `path`.
  ///
  /// - Throws: a diagnostic at `path`: `symlink-skipped`, `file-too-large`, `cannot-read`.
  static func bytes(_ path: String) throws(Diagnostic) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      let code = errno
      if code == ELOOP {
        throw Diagnostic(.warning, "symlink-skipped", "symbolic links are not followed", at: SourceLocation(file: path))
      }
      throw fault(path, SystemFault.text(code))
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw fault(path, SystemFault.text(errno)) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw fault(path, "not a regular file") }
    guard status.st_size <= largest else {
      throw Diagnostic(
        .error, "file-too-large", "\(status.st_size) bytes; at most \(largest) are read", at: SourceLocation(file: path)
      )
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Int(status.st_size) + 1)
    var chunk = [UInt8](repeating: 0, count: min(1 << 20, Int(status.st_size) + 1))
    while true {
      let count = chunk.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count == 0 { return bytes }
      guard count > 0 else {
        if errno == EINTR { continue }
        throw fault(path, SystemFault.text(errno))
      }
      bytes += chunk[..<count]
      guard bytes.count <= largest else { throw fault(path, "it grows while it is read") }
    }
  }

  /// The names in the folder `path`, sorted in bytes, hidden ones left out; nil when there is no such folder.
  static func names(in path: String) -> [String]? {
    guard let folder = opendir(path) else { return nil }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func fault(_ path: String, _ why: String) -> Diagnostic {
    Diagnostic(.error, "cannot-read", why, at: SourceLocation(file: path))
  }
}

/// What the system says of a failed call.
enum SystemFault {
  /// The words for an `errno` with its number.
  static func text(_ code: Int32) -> String {
    var buffer = [CChar](repeating: 0, count: 256)
    guard strerror_r(code, &buffer, buffer.count) == 0 else { return "errno \(code)" }
    let text = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return "\(text) (errno \(code))"
  }
}
