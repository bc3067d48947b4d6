internal import Foundation
internal import Glibc

/// A folder for one test, removed with everything in it.
public final class TemporaryFolder: Sendable {
  /// Where it is.
  public let path: String

  /// Makes a new folder.
  public init() throws {
    path = NSTemporaryDirectory() + "kfuncdocs-tests-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of `name` in the folder.
  public func callAsFunction(_ name: String) -> String { "\(path)/\(name)" }

  /// Writes `bytes` to `name`, making folders as needed.
  ///
  /// Not through Foundation's `Data`, which waits for the disk after every file: seconds for a tree.
  public func write(_ bytes: [UInt8], to name: String) throws {
    let url = URL(fileURLWithPath: self(name))
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    guard let file = fopen(self(name), "w") else { throw CommandFailure(arguments: ["open", name], status: errno) }
    let count = fwrite(bytes, 1, bytes.count, file)
    guard fclose(file) == 0, count == bytes.count else {
      throw CommandFailure(arguments: ["write", name], status: errno)
    }
  }

  /// Writes `text` to `name`.
  public func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

  /// The bytes of the file `name`, nil when there is none.
  public func bytes(of name: String) -> [UInt8]? {
    FileManager.default.contents(atPath: self(name)).map { [UInt8]($0) }
  }

  /// Every name in the folder, at any depth, sorted.
  public func listing() -> [String] {
    (FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []).sorted()
  }
}
