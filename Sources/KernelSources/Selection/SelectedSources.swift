public import Diagnostics

/// The files that a selection kept, and what was met on the way.
public struct SelectedSources: Sendable {
  /// The kept files, sorted by the bytes of their paths.
  public var files: [SourceFile]
  /// What they were read from.
  public var identity: SourceIdentity
  /// What could not be read or was refused, sorted; files are located by their path in the tree.
  public var diagnostics: [Diagnostic]
  /// Files that were opened: those kept and those examined in vain.
  public var filesExamined: Int
  /// Bytes of those files.
  public var bytesExamined: Int
  /// When the source was made, as it says itself, in seconds since 1970: the top Makefile's time in an archive or tree,
  /// the committer's in git; nil where it does not say, or a tree's own files no longer do (``SourceTime``).
  public var time: Int?

  /// A result made of its parts.
  public init(
    files: [SourceFile], identity: SourceIdentity, diagnostics: [Diagnostic], filesExamined: Int, bytesExamined: Int,
    time: Int? = nil
  ) {
    self.files = files
    self.identity = identity
    self.diagnostics = diagnostics
    self.filesExamined = filesExamined
    self.bytesExamined = bytesExamined
    self.time = time
  }
}
