internal import Glibc

/// An error number of the system, taken at once, before anything else can change it.
struct SystemFailure: Error, Equatable {
  /// The number, such as `ENOENT`.
  let number: Int32

  /// The system's words for it, such as "Permission denied".
  var message: String { systemMessage(number) }
}

/// The system's words for an error number.
package func systemMessage(_ number: Int32) -> String {
  var buffer = [CChar](repeating: 0, count: 256)
  // strerror itself shares one buffer among threads.
  guard strerror_r(number, &buffer, buffer.count - 1) == 0 else { return "error \(number)" }
  return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
