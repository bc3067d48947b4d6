internal import Diagnostics

/// The unpacked bytes of a queue, for the tar reader.
final class UnpackedInput: LibArchiveInput {
  /// Why the stream ended early, if it did.
  private(set) var failure: Diagnostic?
  private let queue: BlockQueue
  private var buffer: UnsafeMutableRawBufferPointer = .allocate(byteCount: 256 << 10, alignment: 64)

  init(_ queue: BlockQueue) { self.queue = queue }

  deinit { buffer.deallocate() }

  func nextBlock() -> UnsafeRawBufferPointer? {
    switch queue.next() {
    case .success(let block):
      if block.count > buffer.count {
        buffer.deallocate()
        buffer = .allocate(byteCount: block.count, alignment: 64)
      }
      // libarchive keeps the address until it asks again; an array's own is not stable for so long.
      buffer.copyBytes(from: block)
      return UnsafeRawBufferPointer(rebasing: buffer[..<block.count])
    case .failure(let ending):
      if case .failed(let diagnostic) = ending.end {
        failure = diagnostic
        return nil
      }
      return UnsafeRawBufferPointer(rebasing: buffer[..<0])
    }
  }

  /// Takes all that is left, so that its damage is found too.
  func drain() { while let block = nextBlock(), !block.isEmpty {} }
}
