internal import SiteHeaders

/// An answer, whole.
struct PreviewResponse: Sendable {
  /// The status code.
  var status: Int
  /// The header fields in their order; `Content-Length` is that of the body that a GET has, also for HEAD.
  var fields: [(name: String, value: String)]
  /// What follows the header; empty for HEAD and 304.
  var body: ArraySlice<UInt8>
  /// Whether the connection ends with it: what comes behind a request that was not understood is no request.
  var isLast = false

  /// The value of the field `name`.
  func value(_ name: String) -> String? { fields.first { $0.name.lowercased() == name.lowercased() }?.value }

  /// An answer that carries a file or a part of it.
  init(
    status: Int, type: String, body: ArraySlice<UInt8>, caching: String, isHead: Bool,
    headers: [SiteHeaders.Field] = SiteHeaders.narrow
  ) {
    self.status = status
    fields = headers.map { ($0.name, $0.value) }
    fields += [("Content-Type", type), ("Content-Length", String(body.count)), ("Cache-Control", caching)]
    self.body = isHead ? [] : body
  }

  /// A refusal in a few words of our own: nothing of the request is repeated.
  static func refusal(_ status: Int, _ words: String, isHead: Bool = false) -> PreviewResponse {
    PreviewResponse(
      status: status, type: MediaType.plain, body: Array((words + "\n").utf8)[...], caching: "no-store", isHead: isHead)
  }
}

/// What a request comes to.
enum PreviewOutcome: Sendable {
  /// An answer.
  case response(PreviewResponse)
  /// A stream of events for the page that a browser shows at `path`.
  case events(path: RequestPath)
  /// Nothing was built yet: to be asked again when something was.
  case notYet
}
