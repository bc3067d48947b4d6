internal import Glibc

/// Reads files one after another into one buffer that grows to the largest.
final class FileReader {
  /// What came of reading a file.
  enum Outcome {
    /// It was read; the bytes are in the buffer, this many.
    case read(Int)
    /// It is no regular file.
    case notRegular
    /// It is larger than allowed.
    case tooLarge(Int)
    /// The system refused, with this error number.
    case failed(Int32)
  }

  private var buffer: UnsafeMutableRawBufferPointer
  private let limit: Int

  /// A reader that takes files of up to `limit` bytes.
  init(limit: Int) {
    self.limit = limit
    buffer = .allocate(byteCount: min(limit, 1 << 20) + 1, alignment: 64)
  }

  deinit { buffer.deallocate() }

  /// The first `count` bytes of the buffer, until the next read.
  func bytes(_ count: Int) -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: buffer[..<count]) }

  /// Reads `name` of the open `folder`.
  func read(_ name: UnsafePointer<CChar>, in folder: Int32) -> Outcome {
    let file: FileDescriptor
    do { file = try FileDescriptor(at: folder, name) } catch {
      return error.number == ELOOP ? .notRegular : .failed(error.number)
    }
    guard let status = file.status() else { return .failed(errno) }
    guard status.isRegularFile else { return .notRegular }
    let size = Int(status.st_size)
    if size > limit { return .tooLarge(size) }
    // One byte more than the file holds, so that a file that grew is seen to have.
    if size >= buffer.count { grow(to: min(limit, size) + 1) }
    var count = 0
    while true {
      let got = Glibc.read(file.number, buffer.baseAddress.map { $0 + count }, buffer.count - count)
      if got < 0 {
        if errno == EINTR { continue }
        return .failed(errno)
      }
      count += got
      // A regular file that gave what its size says is not asked again for its end: one call less for each file.
      if got == 0 || count == size { return count > limit ? .tooLarge(count) : .read(count) }
      if count == buffer.count {
        if count > limit { return .tooLarge(count) }
        grow(to: min(limit, 2 * count) + 1)
      }
    }
  }

  private func grow(to count: Int) {
    let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: max(count, buffer.count), alignment: 64)
    larger.copyMemory(from: UnsafeRawBufferPointer(buffer))
    buffer.deallocate()
    buffer = larger
  }
}
