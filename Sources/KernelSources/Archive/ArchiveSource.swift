public import Diagnostics
internal import Dispatch
internal import Glibc
internal import Synchronization

/// A kernel tree in a tar archive: plain, or compressed with gzip, xz or zstd.
///
/// Streamed: nothing is ever written. Only regular files are read, by their names; links, devices and the like are
/// never followed or made. A single folder that holds all files (`linux-6.12/`) is taken off their paths.
public struct ArchiveSource: KernelSource {
  /// The archive as it was named.
  public let path: String
  private let limits: SourceLimits

  /// The archive at `path`, which must be a regular file that can be opened; what it holds is seen on reading.
  public init(path: String, limits: SourceLimits = SourceLimits()) throws(Diagnostic) {
    self.path = path
    self.limits = limits
    _ = try open()
  }

  private func open() throws(Diagnostic) -> FileDescriptor {
    let file: FileDescriptor
    do {
      file = try FileDescriptor(at: AT_FDCWD, path, following: true)
    } catch {
      throw Diagnostic(
        .error, "unreadable-file", "cannot open the archive: \(error.message)", at: SourceLocation(file: path))
    }
    guard file.status()?.isRegularFile == true else {
      throw Diagnostic(
        .error, "not-an-archive", "neither a folder nor a regular file", at: SourceLocation(file: path))
    }
    return file
  }

  /// The files that `selection` keeps; see ``KernelSource/select(_:progress:)``.
  public func select(
    _ selection: SourceSelection, progress: SourceProgress.Report?
  ) throws(Diagnostic) -> SelectedSources {
    let sieve = WordSieve(words: selection.words)
    if let result = try read(selection, sieve, root: .undecided, progress) { return result }
    if let result = try read(selection, sieve, root: .absent, progress) { return result }
    throw .damagedArchive(path, "it changed while it was read")
  }

  /// One reading; nil when the archive turns out to have no single top folder.
  private func read(
    _ selection: SourceSelection, _ sieve: WordSieve, root: TarScan.Root, _ progress: SourceProgress.Report?
  ) throws(Diagnostic) -> SelectedSources? {
    let file = try open()
    let total = file.status().map { Int($0.st_size) }
    let descriptor = file.release()
    let queue = BlockQueue(capacity: 32)
    let digest = Mutex<String?>(nil)
    let unpacking = ArchiveUnpacking(path: path, limits: limits, queue: queue)
    let unpacked = DispatchGroup()
    // A queue of its own, not a shared one whose threads may all be waiting for something.
    DispatchQueue(label: "kfuncdocs.unpack").async(group: unpacked) {
      let packed = PackedFile(FileDescriptor(owning: descriptor)) { done in
        progress?(SourceProgress(unit: .bytes, done: done, total: total))
      }
      let text = unpacking.run(packed)
      digest.withLock { $0 = text }
    }
    defer {
      queue.cancel()
      unpacked.wait()
    }
    var scan = TarScan(path: path, selection: selection, sieve: sieve, limits: limits, root: root)
    guard try scan.run(UnpackedInput(queue)) == .complete else { return nil }
    unpacked.wait()
    guard let text = digest.withLock({ $0 }) else { throw .damagedArchive(path, "it could not be read to its end") }
    return SelectedSources(
      files: scan.files.map { SourceFile(path: $0.key, bytes: $0.value) }.sortedByPath(),
      identity: SourceIdentity(form: .archive, text: "sha256:" + text, rootName: scan.root.name),
      diagnostics: scan.diagnostics.all(), filesExamined: scan.filesExamined, bytesExamined: scan.bytesExamined,
      time: scan.time)
  }
}
