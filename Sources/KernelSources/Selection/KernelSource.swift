public import Diagnostics

/// Something that holds the files of one kernel: a tree, an archive or a commit.
///
/// The same files give the same ``SelectedSources/files`` whatever the kind. A source can be selected from again; each
/// call reads it anew.
public protocol KernelSource: Sendable {
  /// The files that `selection` keeps.
  ///
  /// What spoils single files is in ``SelectedSources/diagnostics``; what makes the whole untrustworthy (a damaged
  /// archive, a limit passed) is thrown.
  func select(_ selection: SourceSelection, progress: SourceProgress.Report?) throws(Diagnostic) -> SelectedSources
}

extension KernelSource {
  /// The files that `selection` keeps, without progress.
  public func select(_ selection: SourceSelection) throws(Diagnostic) -> SelectedSources {
    try select(selection, progress: nil)
  }
}
