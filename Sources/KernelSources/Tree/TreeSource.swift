public import Diagnostics
internal import Dispatch
internal import Foundation
internal import Glibc

/// A kernel tree in a folder.
///
/// Symbolic links are not followed, `.git` is not entered, and nothing but regular files is opened for reading.
public struct TreeSource: KernelSource {
  /// The folder as it was named.
  public let path: String
  private let limits: SourceLimits
  private let threads: Int

  /// The tree at `path`, which must be a folder.
  ///
  /// `threads` is the number that read at once, by default as many as there are active processors, at most eight.
  public init(path: String, limits: SourceLimits = SourceLimits(), threads: Int? = nil) throws(Diagnostic) {
    self.path = path
    self.limits = limits
    self.threads = max(1, threads ?? min(8, ProcessInfo.processInfo.activeProcessorCount))
    _ = try open()
  }

  private func open() throws(Diagnostic) -> FileDescriptor {
    // The name that a person gave may be a link; everything below may not.
    do {
      return try FileDescriptor(at: AT_FDCWD, path, flags: O_DIRECTORY, following: true)
    } catch {
      throw Diagnostic(
        .error, "unreadable-folder", "cannot open the folder: \(error.message)", at: SourceLocation(file: path))
    }
  }

  /// The folder's own name, without the path to it.
  private var name: String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved).split(separator: "/").last.map(String.init)
  }

  /// The files that `selection` keeps; see ``KernelSource/select(_:progress:)``.
  public func select(
    _ selection: SourceSelection, progress: SourceProgress.Report?
  ) throws(Diagnostic) -> SelectedSources {
    let root = try open()
    let descriptor = root.number
    let queue = FolderQueue(first: [], workers: threads)
    let findings = TreeFindings(limits: limits, report: progress)
    let time = SourceTime.ofTree(root: descriptor)
    let sieve = WordSieve(words: selection.words)
    let limits = limits
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      let scan = FolderScan(root: descriptor, selection: selection, sieve: sieve, limits: limits)
      while let folder = queue.next() {
        let isWanted = scan.scan(folder, onFolder: queue.add, onFindings: findings.add)
        if isWanted { queue.finish() } else { queue.cancel() }
      }
    }
    return try findings.result(name: name, time: time)
  }
}
