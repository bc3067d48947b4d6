internal import CZlib

/// Files compressed for servers that send what lies ready (RFC 1952).
enum GzipText {
  /// Whether a file gains by it: text, and more than a packet of it.
  static func isWorthwhile(_ path: String, size: Int) -> Bool {
    guard size >= 1400, let end = path.split(separator: ".").last else { return false }
    return ["html", "css", "js", "json", "svg", "xml", "atom", "txt", "csv", "md"].contains(String(end))
  }

  /// `bytes` compressed; nil when memory is out. Without a name and a time: the same bytes give the same file.
  static func compressed(_ bytes: [UInt8]) -> [UInt8]? {
    var stream = z_stream()
    // 15 bits of window, and 16 more ask for a gzip header; zlib leaves its time zero.
    let size = Int32(MemoryLayout<z_stream>.size)
    guard deflateInit2_(&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK else {
      return nil
    }
    defer { deflateEnd(&stream) }
    guard bytes.count < Int(UInt32.max) else { return nil }
    var result = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
    var source = bytes
    let status = source.withUnsafeMutableBufferPointer { source in
      result.withUnsafeMutableBufferPointer { target in
        stream.next_in = source.baseAddress
        stream.avail_in = UInt32(source.count)
        stream.next_out = target.baseAddress
        stream.avail_out = UInt32(target.count)
        return deflate(&stream, Z_FINISH)
      }
    }
    guard status == Z_STREAM_END else { return nil }
    result.removeLast(Int(stream.avail_out))
    return result
  }
}
