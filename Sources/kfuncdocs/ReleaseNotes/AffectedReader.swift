import Diagnostics
import Foundation
import ReleaseNotes

/// Reads what `--affected` names.
enum AffectedReader {
  /// The kfuncs of the list at `path`, `-` for standard input.
  static func read(_ path: String) throws(Diagnostic) -> AffectedKfuncs {
    let name = path == "-" ? "<stdin>" : path
    guard let bytes = InputBytes.read(path, limit: AffectedList.byteLimit + 1) else {
      let reason = String(cString: strerror(errno))
      throw Diagnostic(.error, "cannot-read", "cannot read: \(reason)", at: SourceLocation(file: name))
    }
    return try AffectedList.read(bytes, file: name)
  }
}
