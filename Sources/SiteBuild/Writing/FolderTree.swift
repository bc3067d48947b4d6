internal import Diagnostics
internal import Foundation
internal import Glibc

/// Whole folders: whose they are, and their removal.
enum FolderTree {
  /// Whether a build made the folder at `path`, or it is empty, so that nothing of anyone else's is lost with it.
  static func isOurs(_ path: String) -> Bool {
    var status = stat()
    if lstat(path + "/" + OutputTarget.marker, &status) == 0 { return status.st_mode & S_IFMT == S_IFREG }
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else { return false }
    return names.isEmpty
  }

  /// Removes the folder at `path` that a build left behind, links in it not followed. One that is not ours stays.
  static func removeLeftover(_ path: String) throws {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFDIR, isOurs(path) else {
      throw BuildFailure("output-refused", "'\(path)' is in the way and was not made by kfuncdocs build")
    }
    do {
      // The marker goes last: killed on the way, the rest would be taken for someone else's.
      for name in try FileManager.default.contentsOfDirectory(atPath: path) where name != OutputTarget.marker {
        try FileManager.default.removeItem(atPath: path + "/" + name)
      }
      try FileManager.default.removeItem(atPath: path)
    } catch {
      throw BuildFailure("cannot-write", "cannot be removed: \(error.localizedDescription)", at: path)
    }
  }
}
