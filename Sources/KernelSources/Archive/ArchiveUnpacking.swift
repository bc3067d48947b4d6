internal import Diagnostics

/// The unpacking of an archive's compression, apart from the tar inside it.
///
/// Apart for two reasons: it takes nearly all of the time and runs on a thread of its own, and it goes on behind the
/// tar's end mark, where a cut or damaged tail would otherwise stay unseen.
struct ArchiveUnpacking {
  let path: String
  let limits: SourceLimits
  let queue: BlockQueue

  /// Puts all unpacked bytes into the queue and gives the SHA-256 of the packed ones; nil when it failed or was cancelled.
  func run(_ file: PackedFile) -> String? {
    var unpacked = 0
    var excess: Diagnostic?
    let end = Unpacker(start: file.firstBlock()).unpack(file) { block in
      unpacked += block.count
      excess = self.excess(unpacked: unpacked, packed: file.bytesRead)
      return excess == nil && queue.add(Array(block))
    }
    if let excess {
      queue.end(.failed(excess))
      return nil
    }
    switch end {
    case .stopped: queue.end(.complete)
    case .damaged(let message): queue.end(.failed(failure(message, file)))
    case .complete:
      if let digest = file.finishedDigest() {
        queue.end(.complete)
        return digest
      }
      queue.end(.failed(failure("cannot be read", file)))
    }
    return nil
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

  private func failure(_ message: String, _ file: PackedFile) -> Diagnostic {
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
