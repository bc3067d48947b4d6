internal import Diagnostics
internal import Glibc

/// The output of a git command, read through one buffer.
final class GitOutput {
  private let descriptor: Int32
  private let buffer: UnsafeMutableRawBufferPointer = .allocate(byteCount: 256 << 10, alignment: 64)
  private var start = 0
  private var end = 0

  /// How long git may say nothing, in seconds.
  private let patience: Int32

  /// The output behind `descriptor`, which stays its owner's.
  init(descriptor: Int32, patience: Int32) {
    self.descriptor = descriptor
    self.patience = patience
  }

  deinit { buffer.deallocate() }

  /// The bytes up to `terminator`, which is dropped; nil at the end of the output.
  ///
  /// `limit` bounds them: no name or header of git is longer.
  func record(endedBy terminator: UInt8, limit: Int = 1 << 16) throws(Diagnostic) -> [UInt8]? {
    var record: [UInt8] = []
    while true {
      if start == end, try !fill() {
        if record.isEmpty { return nil }
        throw Self.brokenOff
      }
      let waiting = UnsafeRawBufferPointer(rebasing: buffer[start..<end])
      if let length = waiting.firstIndex(of: terminator) {
        record.append(contentsOf: waiting[..<length])
        start += length + 1
        return record
      }
      record.append(contentsOf: waiting)
      start = end
      if record.count > limit { throw Self.brokenOff }
    }
  }

  /// Exactly `count` bytes.
  func bytes(_ count: Int) throws(Diagnostic) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    try take(count) { bytes.append(contentsOf: $0) }
    return bytes
  }

  /// Passes over `count` bytes.
  func skip(_ count: Int) throws(Diagnostic) { try take(count) { _ in } }

  private func take(_ count: Int, _ body: (UnsafeRawBufferPointer) -> Void) throws(Diagnostic) {
    var left = count
    while left > 0 {
      if start == end, try !fill() { throw Self.brokenOff }
      let piece = min(left, end - start)
      body(UnsafeRawBufferPointer(rebasing: buffer[start..<start + piece]))
      start += piece
      left -= piece
    }
  }

  private func fill() throws(Diagnostic) -> Bool {
    while true {
      // A pipe in place of a file of the repository would have git wait for ever.
      var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let ready = poll(&wait, 1, patience * 1000)
      if ready == 0 {
        throw Diagnostic(.error, "git-silent", "git said nothing for \(patience) seconds; is a file of it a pipe?")
      }
      if ready < 0, errno == EINTR { continue }
      let got = read(descriptor, buffer.baseAddress, buffer.count)
      if got < 0 {
        if errno == EINTR { continue }
        throw Diagnostic(.error, "git-failed", "cannot read from git: \(systemMessage(errno))")
      }
      (start, end) = (0, got)
      return got > 0
    }
  }

  private static var brokenOff: Diagnostic {
    Diagnostic(.error, "git-failed", "git's output broke off or is not what git writes")
  }
}
