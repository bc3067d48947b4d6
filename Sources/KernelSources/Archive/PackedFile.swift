internal import Glibc

/// An archive's own bytes, read once, hashed on the way.
final class PackedFile: LibArchiveInput {
  /// Bytes read so far.
  private(set) var bytesRead = 0
  /// The error number, when reading failed.
  private(set) var failure: Int32?
  private let file: FileDescriptor
  private var digest: SHA256Digest? = SHA256Digest()
  private let buffer: UnsafeMutableRawBufferPointer = .allocate(byteCount: 256 << 10, alignment: 4096)
  private var isPeeked = false
  private var peeked = 0
  private let onRead: (Int) -> Void

  /// The bytes of `file`; `onRead` is told the number of bytes read so far after each block.
  init(_ file: consuming FileDescriptor, onRead: @escaping (Int) -> Void) {
    self.file = file
    self.onRead = onRead
  }

  deinit { buffer.deallocate() }

  /// The first block, which the next call of ``nextBlock()`` gives again; empty where there is none.
  func firstBlock() -> UnsafeRawBufferPointer {
    guard let block = nextBlock() else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    isPeeked = true
    peeked = block.count
    return block
  }

  func nextBlock() -> UnsafeRawBufferPointer? {
    if isPeeked {
      isPeeked = false
      return UnsafeRawBufferPointer(rebasing: buffer[..<peeked])
    }
    if failure != nil { return nil }
    while true {
      let got = read(file.number, buffer.baseAddress, buffer.count)
      if got < 0 {
        if errno == EINTR { continue }
        failure = errno
        return nil
      }
      let block = UnsafeRawBufferPointer(rebasing: buffer[..<got])
      digest?.update(block)
      bytesRead += got
      onRead(bytesRead)
      return block
    }
  }

  /// Reads what is left, so that it is in the digest too, and gives the digest; nil when reading failed.
  func finishedDigest() -> String? {
    while let block = nextBlock() {
      if block.isEmpty { return digest.take()?.hexadecimal() }
    }
    return nil
  }
}
