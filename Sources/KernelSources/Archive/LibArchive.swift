internal import CLibArchive

/// A libarchive reader, freed when its owner goes.
struct LibArchiveReader: ~Copyable {
  /// libarchive's own handle.
  let handle: OpaquePointer

  /// A reader without formats or filters; nil when memory is out.
  init?() {
    guard let handle = archive_read_new() else { return nil }
    self.handle = handle
  }

  deinit { archive_read_free(handle) }

  /// What libarchive says of the last error.
  var message: String {
    guard let text = archive_error_string(handle) else { return "cannot be read" }
    return String(cString: text)
  }
}

/// libarchive's results, as numbers (its macros have casts that Swift does not import).
enum LibArchiveResult {
  static let endOfFile: Int32 = 1
  static let fine: Int32 = 0
  static let warning: Int32 = -20
}

/// Bytes that libarchive asks for one block after another.
protocol LibArchiveInput: AnyObject {
  /// The next block, valid until the next call; empty at the end; nil when there was an error.
  func nextBlock() -> UnsafeRawBufferPointer?
}

/// Keeps an input of any kind behind one class, so that it can pass through C as one pointer.
private final class InputBox {
  let input: any LibArchiveInput
  init(_ input: any LibArchiveInput) { self.input = input }
}

extension LibArchiveReader {
  /// Opens the reader over `input` and calls `body`; the input outlives every call that libarchive can make to it.
  borrowing func reading<Result, Failure: Error>(
    _ input: any LibArchiveInput, _ body: (_ opened: Int32) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let box = InputBox(input)
    defer {
      archive_read_close(handle)
      withExtendedLifetime(box) {}
    }
    let opened = archive_read_open(
      handle, Unmanaged.passUnretained(box).toOpaque(), nil,
      { _, data, block in
        guard let data, let block else { return -1 }
        guard let bytes = Unmanaged<InputBox>.fromOpaque(data).takeUnretainedValue().input.nextBlock() else {
          return -1
        }
        block.pointee = bytes.baseAddress
        return bytes.count
      }, nil)
    return try body(opened)
  }

  /// Calls `body` with each block of the current entry's data and its offset; false ends. Returns libarchive's last result.
  borrowing func forEachDataBlock(_ body: (UnsafeRawBufferPointer, Int) -> Bool) -> Int32 {
    while true {
      var start: UnsafeRawPointer?
      var count = 0
      var offset: Int64 = 0
      let result = archive_read_data_block(handle, &start, &count, &offset)
      guard result == LibArchiveResult.fine || result == LibArchiveResult.warning else { return result }
      if !body(UnsafeRawBufferPointer(start: start, count: count), Int(offset)) { return LibArchiveResult.fine }
    }
  }
}
