internal import Diagnostics

/// The wordings that the kinds of source share.
extension Diagnostic {
  static func tooManyEntries(_ limit: Int) -> Diagnostic {
    Diagnostic(.error, "too-many-entries", "more than \(limit) entries; this is not a kernel")
  }

  static func tooManyBytesKept(_ limit: Int) -> Diagnostic {
    Diagnostic(.error, "source-too-large", "the files to keep hold more than \(limit) bytes; this is not a kernel")
  }

  static func fileTooLarge(_ path: String, bytes: Int, limit: Int) -> Diagnostic {
    Diagnostic(
      .error, "file-too-large", "the file has \(bytes) bytes, more than the \(limit) that are read",
      at: SourceLocation(file: path))
  }

  static func unreadable(_ path: String, _ reason: String) -> Diagnostic {
    Diagnostic(.error, "unreadable-file", "cannot read the file: \(reason)", at: SourceLocation(file: path))
  }

  /// Links are normal in a kernel (shared device tree headers), hence no more than a note.
  static func linkNotRead(_ path: String, _ what: String) -> Diagnostic {
    Diagnostic(.note, "link-not-read", "\(what) is not followed", at: SourceLocation(file: path))
  }

  static func notRegular(_ path: String, _ what: String) -> Diagnostic {
    Diagnostic(.warning, "not-a-regular-file", "\(what) is not read", at: SourceLocation(file: path))
  }

  static func pathTooLong(_ path: String, bytes: Int, limit: Int) -> Diagnostic {
    Diagnostic(
      .warning, "path-too-long", "a path of \(bytes) bytes, more than \(limit), is not read",
      at: SourceLocation(file: String(path.prefix(200)) + "…"))
  }

  static func pathNotUTF8(_ path: String) -> Diagnostic {
    Diagnostic(
      .warning, "path-not-utf8", "a file whose name is not UTF-8 is not read", at: SourceLocation(file: path))
  }
}
