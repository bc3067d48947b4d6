internal import Glibc

/// The system's words for an error number, such as "Permission denied".
func systemMessage(_ number: Int32) -> String {
  var buffer = [CChar](repeating: 0, count: 256)
  // strerror itself shares one buffer among threads.
  guard strerror_r(number, &buffer, buffer.count - 1) == 0 else { return "error \(number)" }
  return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
