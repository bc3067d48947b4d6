internal import Dispatch
internal import Synchronization

/// The folders of a site, made on a thread of their own ahead of those that fill them.
///
/// A new folder may wait for the disk (ext4 reads tables and bitmaps of inodes when they are first used), and holds the
/// folder above it meanwhile, in which all other threads look for theirs. Nobody relies on this thread: whoever writes a
/// file makes what is not there yet, and tells what cannot be made.
final class FoldersAhead: Sendable {
  private let isTaken = Atomic(false)
  private let isStopped = Atomic(false)
  private let end = DispatchGroup()

  /// Begins with the folders of `files`, in the order of `places`, below `root`.
  init(of files: MadeFiles, at places: [Int], in root: String) {
    DispatchQueue.global().async(group: end) {
      guard !self.isTaken.exchange(true, ordering: .acquiringAndReleasing) else { return }
      var made: Set<Substring> = []
      for place in places {
        guard !self.isStopped.load(ordering: .relaxed) else { return }
        let path = files.path(at: place)
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), made.insert(path[..<slash]).inserted else {
          continue
        }
        // What fails here fails for the writer of the file too, who says so.
        try? OutputFile.makeFolders(of: path, in: root)
      }
    }
  }

  /// Ends it; no folder is made any more once this returns.
  func stop() {
    isStopped.store(true, ordering: .relaxed)
    // Where no thread was free so far, nobody begins it any more: who waited for one might hold the last of the pool.
    if isTaken.exchange(true, ordering: .acquiringAndReleasing) { end.wait() }
  }
}
