internal import Diagnostics

/// What the preview shows at one moment.
struct PreviewState: Sendable {
  /// The site: the last one that was good, if there was one.
  let files: ServedFiles
  /// The errors that keep a newer one from being shown, or that the shown one has; sorted, none when all is well.
  let diagnostics: [Diagnostic]
  /// Whether the site is an older one, since the newest could not be made or has errors.
  let isKept: Bool
  /// Whether there was no build yet.
  let isComing: Bool
  /// A digest of the errors; empty for none.
  let diagnosticsVersion: String

  /// A state made of its parts.
  init(files: ServedFiles, diagnostics: [Diagnostic] = [], isKept: Bool = false) {
    self.files = files
    self.diagnostics = diagnostics
    self.isKept = isKept
    isComing = false
    let text = DiagnosticPrinter().text(of: diagnostics)
    diagnosticsVersion = text.isEmpty ? "" : EntityTag(of: Array("\(isKept) \(text)".utf8)).digits
  }

  /// What there is before the first build: nothing to answer with.
  static let coming = PreviewState()

  private init() {
    files = ServedFiles(UnbuiltSite(words: "The site is being built."))
    diagnostics = []
    isKept = false
    isComing = true
    diagnosticsVersion = ""
  }
}
