import Diagnostics
import Foundation

/// The folder that `--content` names.
enum ContentPlace {
  /// Asks that there be a folder at `path`.
  ///
  /// - Throws: ``ExitStatus/couldNotRun``, after saying so, where there is none.
  static func demand(_ path: String) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
      StandardError.report([
        Diagnostic(.error, "no-content", "no folder with content is here", at: SourceLocation(file: path))
      ])
      throw ExitStatus.couldNotRun
    }
  }
}
