/// A name in a folder, with what the folder itself says of it.
struct FolderEntry {
  let name: String
  /// Whether it is a folder; nil where only a look at it can tell: a symbolic link, or a file system that keeps no types.
  let isFolder: Bool?
}
