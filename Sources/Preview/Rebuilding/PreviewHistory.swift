internal import Diagnostics

/// Which site is shown after each build: the newest that has no errors.
///
/// A broken edit keeps the site before it. Where none was good yet, the newest is shown with its errors; and where even
/// that could not be made, a page that says so.
struct PreviewHistory {
  private var good: ServedFiles?

  /// The state behind a build.
  mutating func state(files: ServedFiles?, errors: [Diagnostic]) -> PreviewState {
    if errors.isEmpty, let files {
      good = files
      return PreviewState(files: files)
    }
    if let good { return PreviewState(files: good, diagnostics: errors, isKept: true) }
    return PreviewState(
      files: files ?? ServedFiles(UnbuiltSite(words: "The site could not be built.")), diagnostics: errors)
  }
}
