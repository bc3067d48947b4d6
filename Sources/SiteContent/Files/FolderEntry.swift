internal import Foundation

/// A name in a folder, with what the folder itself says of it.
struct FolderEntry {
  let name: String
  /// Whether it is a folder; nil where only a look at it can tell: a symbolic link, or a file system that keeps no types.
  let isFolder: Bool?

  /// What is in the folder at `path`, in the order of the names' bytes, hidden ones left out; nil where it cannot be read.
  static func all(in path: String) -> [FolderEntry]? {
    guard let folder = opendir(path) else { return nil }
    defer { closedir(folder) }
    var entries: [FolderEntry] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        // `d_name` ends in NUL and is at most 255 bytes long (readdir(3)).
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix(".") { continue }
      let isFolder: Bool? =
        switch Int(entry.pointee.d_type) {
        case Int(DT_DIR): true
        case Int(DT_REG): false
        default: nil
        }
      entries.append(FolderEntry(name: name, isFolder: isFolder))
    }
    return entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }
}
