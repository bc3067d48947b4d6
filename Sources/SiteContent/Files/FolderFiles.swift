internal import Diagnostics
internal import Foundation

/// The files of a folder that was looked through before: a folder of ten thousand notes is looked through at every save.
///
/// As long as the system says that the folder is the same, it has the same names, and each file is asked for alone; the
/// rule is that of ``FileMemory``.
struct FolderFiles: Sendable {
  /// A file of the folder.
  struct File: Sendable {
    /// The path in the tree, and for the system.
    let relative: String
    let path: String
    let stem: String
    /// What the system said of it when it was read; nil where that may not be trusted.
    var signature: FileMemory.Signature?
    /// What was read; nil where it could not be.
    var file: ContentFile?
  }

  /// What the system said of the folder before it was looked through; nil where that may not be trusted.
  let signature: FileMemory.Signature?
  /// What else was asked for: the ending of the files, and what was left out.
  let request: [String]
  /// The files, in the order of their names.
  var files: [File]
  /// What was wrong with other names in it.
  let diagnostics: [Diagnostic]

  /// Whether the folder at `path` still has the names that it had.
  func holds(at path: String, for request: [String]) -> Bool {
    guard let signature, self.request == request else { return false }
    return FileMemory.Moment(path, S_IFDIR)?.signature == signature
  }
}
