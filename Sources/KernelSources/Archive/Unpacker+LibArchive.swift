internal import CLibArchive

extension Unpacker {
  static func unpackThroughLibArchive(_ file: PackedFile, _ receive: Receiver) -> End {
    guard let reader = LibArchiveReader() else { return .damaged("out of memory") }
    archive_read_support_filter_zstd(reader.handle)
    archive_read_support_format_raw(reader.handle)
    archive_read_support_format_empty(reader.handle)
    return reader.reading(file) { opened in
      guard opened == LibArchiveResult.fine else { return .damaged(reader.message) }
      var entry: OpaquePointer?
      let header = archive_read_next_header(reader.handle, &entry)
      if header == LibArchiveResult.endOfFile { return .complete }
      guard header == LibArchiveResult.fine else { return .damaged(reader.message) }
      var isWanted = true
      let result = reader.forEachDataBlock { block, _ in
        isWanted = block.isEmpty || receive(block)
        return isWanted
      }
      if !isWanted { return .stopped }
      return result == LibArchiveResult.endOfFile ? .complete : .damaged(reader.message)
    }
  }
}
