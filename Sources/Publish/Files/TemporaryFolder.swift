internal import Diagnostics
internal import Foundation
internal import Glibc

/// A folder of its own for one publish, removed with everything in it.
final class TemporaryFolder: Sendable {
  /// Where it is, absolute.
  let path: String

  init() throws {
    var template = Array((NSTemporaryDirectory() + "kfuncdocs-publish.XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else { throw LocalFile.failure("cannot-write", NSTemporaryDirectory()) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
