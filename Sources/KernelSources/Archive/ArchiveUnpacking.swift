internal import CLibArchive
internal import Diagnostics
internal import Glibc

/// The unpacking of an archive's compression, apart from the tar inside it.
///
/// Apart for two reasons: it takes nearly all of the time and runs on a thread of its own, and it goes on behind the
/// tar's end mark, where a cut or damaged tail would otherwise stay unseen.
struct ArchiveUnpacking {
  let path: String
  let limits: SourceLimits
  let queue: BlockQueue

  /// Puts all unpacked bytes into the queue and gives the SHA-256 of the packed ones, nil when that failed or was cancelled.
  func run(_ file: PackedFile) -> String? {
    switch unpack(file) {
    case .cancelled:
      queue.end(.complete)
      return nil
    case .failed(let diagnostic):
      queue.end(.failed(diagnostic))
      return nil
    case .complete:
      guard let digest = file.finishedDigest() else {
        queue.end(.failed(damaged("", file)))
        return nil
      }
      queue.end(.complete)
      return digest
    }
  }

  private enum Outcome {
    case complete, cancelled
    case failed(Diagnostic)
  }

  private func unpack(_ file: PackedFile) -> Outcome {
    guard let reader = LibArchiveReader() else { return .failed(damaged("out of memory", file)) }
    archive_read_support_filter_gzip(reader.handle)
    archive_read_support_filter_xz(reader.handle)
    archive_read_support_filter_zstd(reader.handle)
    archive_read_support_format_raw(reader.handle)
    archive_read_support_format_empty(reader.handle)
    return reader.reading(file) { opened in
      guard opened == LibArchiveResult.fine else { return .failed(damaged(reader.message, file)) }
      var entry: OpaquePointer?
      let header = archive_read_next_header(reader.handle, &entry)
      if header == LibArchiveResult.endOfFile { return .complete }
      guard header == LibArchiveResult.fine else { return .failed(damaged(reader.message, file)) }
      var unpacked = 0
      var stopped: Outcome?
      let result = reader.forEachDataBlock { block, _ in
        unpacked += block.count
        if let excess = excess(unpacked: unpacked, packed: file.bytesRead) {
          stopped = .failed(excess)
        } else if !block.isEmpty, !queue.add(Array(block)) {
          stopped = .cancelled
        }
        return stopped == nil
      }
      if let stopped { return stopped }
      return result == LibArchiveResult.endOfFile ? .complete : .failed(damaged(reader.message, file))
    }
  }

  private func excess(unpacked: Int, packed: Int) -> Diagnostic? {
    if unpacked > limits.unpackedBytes {
      return Diagnostic(
        .error, "source-too-large", "the archive unpacks to more than \(limits.unpackedBytes) bytes",
        at: SourceLocation(file: path))
    }
    if unpacked > limits.ratioFloor, unpacked / max(1, packed) > limits.ratio {
      return Diagnostic(
        .error, "archive-bomb", "the archive unpacks to more than \(limits.ratio) times its size",
        at: SourceLocation(file: path))
    }
    return nil
  }

  private func damaged(_ message: String, _ file: PackedFile) -> Diagnostic {
    if let number = file.failure {
      return Diagnostic(
        .error, "unreadable-file", "cannot read the archive: \(systemMessage(number))",
        at: SourceLocation(file: path))
    }
    return .damagedArchive(path, message)
  }
}

extension Diagnostic {
  static func damagedArchive(_ path: String, _ message: String) -> Diagnostic {
    Diagnostic(
      .error, "damaged-archive", "the archive is damaged or cut short: \(message)", at: SourceLocation(file: path))
  }
}
