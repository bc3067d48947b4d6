internal import CZlib

extension Unpacker {
  /// One or more gzip members, one behind the other; what follows the last and begins no other is passed over, as gzip(1) does.
  static func unpackGzip(_ file: PackedFile, _ receive: Receiver) -> End {
    // zlib's state points back at the stream: it must stay where it is.
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    defer { stream.deallocate() }
    // 15 bits of window, and 16 for "gzip only": then zlib checks length and CRC of every member.
    guard inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      return .damaged("out of memory")
    }
    defer { inflateEnd(stream) }
    let output = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 64)
    defer { output.deallocate() }

    var isBetweenMembers = false
    while let block = file.nextBlock(), !block.isEmpty {
      // zlib does not write to its input; its type merely forgot to say so.
      stream.pointee.next_in = UnsafeMutableRawPointer(mutating: block.baseAddress)?.assumingMemoryBound(to: UInt8.self)
      stream.pointee.avail_in = UInt32(block.count)
      while true {
        if isBetweenMembers {
          guard stream.pointee.avail_in > 0 else { break }
          guard stream.pointee.next_in.pointee == 0x1f else { return .complete }
          inflateReset(stream)
          isBetweenMembers = false
        }
        stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(output.count)
        let result = inflate(stream, Z_NO_FLUSH)
        guard result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR else {
          return .damaged(stream.pointee.msg.map { String(cString: $0) } ?? "zlib error \(result)")
        }
        let count = output.count - Int(stream.pointee.avail_out)
        if count > 0, !receive(UnsafeRawBufferPointer(rebasing: output[..<count])) { return .stopped }
        if result == Z_STREAM_END {
          isBetweenMembers = true
        } else if stream.pointee.avail_in == 0, stream.pointee.avail_out > 0 {
          break
        }
      }
    }
    return isBetweenMembers ? .complete : .damaged("the gzip stream is cut short")
  }
}
