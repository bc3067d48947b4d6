/// A way to undo an archive's compression.
enum Unpacker: Equatable {
  /// None, or zstd: libarchive's own filters, which check what zstd has to check.
  case libarchive
  /// gzip, through zlib: libarchive 3.6 does not look at a gzip's checksum and would take damaged bytes for good.
  case gzip
  /// xz, through liblzma: libarchive 3.6 unpacks it on one thread, liblzma 5.4 on all of them.
  case xz

  /// The unpacker for what begins with `start`: by the magic numbers of RFC 1952 and the .xz file format, 2.1.1.
  init(start: UnsafeRawBufferPointer) {
    if start.starts(with: [0x1f, 0x8b]) {
      self = .gzip
    } else if start.starts(with: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]) {
      self = .xz
    } else {
      self = .libarchive
    }
  }

  /// How unpacking ended.
  enum End: Equatable {
    case complete
    /// The receiver wanted no more.
    case stopped
    /// The packed bytes are damaged or cut short, in the library's words.
    case damaged(String)
  }

  /// Receives unpacked bytes, valid during the call; false ends.
  typealias Receiver = (UnsafeRawBufferPointer) -> Bool

  /// Unpacks all of `file`.
  func unpack(_ file: PackedFile, _ receive: Receiver) -> End {
    switch self {
    case .libarchive: Self.unpackThroughLibArchive(file, receive)
    case .gzip: Self.unpackGzip(file, receive)
    case .xz: Self.unpackXZ(file, receive)
    }
  }
}
