internal import CLibLZMA
internal import Foundation

extension Unpacker {
  /// Streams of .xz, one behind the other, unpacked on several threads where they were packed in blocks, as Debian's are.
  ///
  /// The threaded decoder of liblzma before 5.8.1 has a use after free on invalid input (CVE-2025-31115); Debian 12
  /// fixed it in 5.4.1-1, and what is installed here is that or newer.
  static func unpackXZ(_ file: PackedFile, _ receive: Receiver) -> End {
    var options = lzma_mt()
    options.flags = lzma_flag_concatenated
    options.threads = UInt32(max(1, min(8, ProcessInfo.processInfo.activeProcessorCount)))
    // Beyond the first, it goes on with fewer threads; beyond the second, far above `xz -9`, it gives up. Two of the
    // 24 MB blocks that `xz -6` makes fit; the whole reading then peaks at 150 MB.
    options.memlimit_threading = 80 << 20
    options.memlimit_stop = 512 << 20
    let stream = UnsafeMutablePointer<lzma_stream>.allocate(capacity: 1)
    stream.initialize(to: lzma_stream())
    defer { stream.deallocate() }
    guard lzma_stream_decoder_mt(stream, &options) == LZMA_OK else { return .damaged("out of memory") }
    defer { lzma_end(stream) }
    let output = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 64)
    defer { output.deallocate() }

    var action = LZMA_RUN
    while true {
      if stream.pointee.avail_in == 0, action == LZMA_RUN {
        guard let block = file.nextBlock() else { return .damaged("cannot be read") }
        if block.isEmpty { action = LZMA_FINISH }
        stream.pointee.next_in = block.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_in = block.count
      }
      stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
      stream.pointee.avail_out = output.count
      let result = lzma_code(stream, action)
      let count = output.count - stream.pointee.avail_out
      if count > 0, !receive(UnsafeRawBufferPointer(rebasing: output[..<count])) { return .stopped }
      switch result {
      case LZMA_OK: continue
      case LZMA_STREAM_END: return .complete
      default: return .damaged(message(result))
      }
    }
  }

  private static func message(_ result: lzma_ret) -> String {
    switch result {
    case LZMA_BUF_ERROR: "the xz stream is cut short"
    case LZMA_DATA_ERROR: "the xz stream is corrupt"
    case LZMA_FORMAT_ERROR: "what follows the xz stream is none"
    case LZMA_OPTIONS_ERROR: "the xz stream uses options that are not supported"
    case LZMA_MEMLIMIT_ERROR, LZMA_MEM_ERROR: "the xz stream wants too much memory"
    default: "liblzma error \(result.rawValue)"
    }
  }
}
