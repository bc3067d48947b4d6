/// What a browser is told of the page that it shows, as a server-sent event (HTML Standard, 9.2).
///
/// Digests alone: no path, no text, no name goes into the stream; the browser asks for what is behind them with a request
/// that is judged like every other.
struct EventText: Equatable, Sendable {
  /// The digest of the page and of what it is shown with.
  let page: String
  /// The digest of the stylesheets.
  let styles: String
  /// The digest of the errors; empty for none.
  let diagnostics: String
  /// Whether an older site is shown because of them.
  let isKept: Bool

  init(_ path: RequestPath, in state: PreviewState) {
    page = state.files.shown(at: path)?.state.digits ?? ""
    styles = state.files.styles.digits
    diagnostics = state.diagnosticsVersion
    isKept = state.isKept
  }

  /// The event.
  var text: String {
    "data: {\"page\": \"\(page)\", \"styles\": \"\(styles)\", \"diagnostics\": \"\(diagnostics)\", \"kept\": \(isKept)}\n\n"
  }
}
