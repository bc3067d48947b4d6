internal import Diagnostics
internal import SiteHeaders

/// From a request to an answer, by values alone.
struct Responder: Sendable {
  private let hosts: AllowedHosts

  /// A responder that answers to `hosts`.
  init(hosts: AllowedHosts) { self.hosts = hosts }

  /// What `request` comes to while the preview shows `state`.
  func outcome(of request: PreviewRequest, in state: PreviewState) -> PreviewOutcome {
    let isHead = request.method == "HEAD"
    func refuse(_ status: Int, _ words: String) -> PreviewOutcome {
      .response(.refusal(status, words, isHead: isHead))
    }
    func end(_ status: Int, _ words: String) -> PreviewOutcome {
      var response = PreviewResponse.refusal(status, words, isHead: isHead)
      response.isLast = true
      return .response(response)
    }

    // Nobody sends a body to read a page. One that is announced is not read, so nothing behind it is a request.
    if !request.values("transfer-encoding").isEmpty || request.values("content-length").contains(where: { $0 != "0" }) {
      return end(413, "A request for a page has no body.")
    }
    let named = request.values("host")
    guard named.count <= 1 else { return end(400, "Host stands twice.") }
    guard let host = named.first else { return end(400, "Host is missing.") }
    guard hosts.contains(host) else { return end(421, "The preview answers to this machine's own names alone.") }
    guard request.method == "GET" || isHead else {
      var response = PreviewResponse.refusal(405, "The preview knows GET and HEAD.")
      response.fields.append(("Allow", "GET, HEAD"))
      return .response(response)
    }
    var target = request.target[...]
    if !target.hasPrefix("/") {
      // The absolute form, as sent to a proxy (RFC 9112, 3.2.2); it is judged like Host.
      guard target.lowercased().hasPrefix("http://") else { return end(400, "The address must begin with a slash.") }
      target = target.dropFirst("http://".count)
      let authority = target.prefix { $0 != "/" && $0 != "?" }
      guard hosts.contains(authority) else { return end(421, "The preview is no proxy.") }
      target = target.dropFirst(authority.count)
      if target.isEmpty { target = "/" }
    }
    let path: RequestPath
    do throws(RequestPath.Fault) {
      path = try RequestPath(target)
    } catch {
      return refuse(400, error.words)
    }
    if path.segments.first == PreviewFiles.folder { return own(path, request, state) }
    return state.isComing ? .notYet : .response(site(path, request, state.files))
  }

  // MARK: - The preview's own files

  /// Events, diagnostics and the script; no file of a site has a name that begins with a dot.
  private func own(_ path: RequestPath, _ request: PreviewRequest, _ state: PreviewState) -> PreviewOutcome {
    let isHead = request.method == "HEAD"
    // Scripts of other origins hear nothing: the fields are the browser's own (Fetch Metadata), and a page cannot set
    // them. Programs that are no browsers send neither.
    let isForeign =
      request.values("origin").contains { !hosts.contains(origin: $0) }
      || request.values("sec-fetch-site").contains { $0 != "same-origin" && $0 != "none" }
    if isForeign { return .response(.refusal(403, "Another origin asked.", isHead: isHead)) }
    switch path.segments.dropFirst().joined(separator: "/") {
    case PreviewFiles.events:
      guard !isHead, let page = path.parameter("page"), let shown = try? RequestPath(page) else {
        return .response(.refusal(400, "Events are those of a page.", isHead: isHead))
      }
      return state.isComing ? .notYet : .events(path: shown)
    case PreviewFiles.diagnostics:
      let text = DiagnosticJSONPrinter().text(of: state.diagnostics)
      return .response(
        PreviewResponse(
          status: 200, type: MediaType.of(".json"), body: Array(text.utf8)[...], caching: "no-store", isHead: isHead))
    case let name:
      guard let bytes = PreviewFiles.bytes(of: name) else {
        return .response(.refusal(404, "The preview has no such file.", isHead: isHead))
      }
      return .response(file(bytes, EntityTag(of: bytes), type: MediaType.of(name), caching: "no-cache", request))
    }
  }

  // MARK: - Files of the site

  private func site(_ path: RequestPath, _ request: PreviewRequest, _ files: ServedFiles) -> PreviewResponse {
    let isHead = request.method == "HEAD"
    if let file = path.file.flatMap({ files.file($0) }) {
      return self.file(
        file.bytes, file.tag, type: MediaType.of(file.path), caching: file.isPage ? "no-store" : "no-cache",
        headers: SiteHeaders.fields(for: file.path), request)
    }
    if let folder = path.folderFile, files.has(folder) {
      var response = PreviewResponse.refusal(308, "The page stands at the address with a slash.", isHead: isHead)
      response.fields.append(("Location", location(path)))
      return response
    }
    guard let page = files.file("404.html") else { return .refusal(404, "There is no such page.", isHead: isHead) }
    // Where there is no site, nobody knows whether there will be such a page.
    return PreviewResponse(
      status: files.isUnbuilt ? 503 : 404, type: MediaType.page, body: page.bytes[...], caching: "no-store",
      isHead: isHead)
  }

  /// The path with a slash behind it, written anew from its parts, so that it begins with exactly one slash.
  private func location(_ path: RequestPath) -> String {
    var text = ""
    for segment in path.segments {
      text += "/"
      for byte in segment.utf8 {
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
          UInt8(ascii: "~"):
          text.unicodeScalars.append(Unicode.Scalar(byte))
        default: text += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
        }
      }
    }
    return text + "/" + (path.query.map { "?" + $0 } ?? "")
  }

  /// Conditions in the order of RFC 9110, 13.2.2; there are no dates, so those conditions do not hold.
  private func file(
    _ bytes: [UInt8], _ tag: EntityTag, type: String, caching: String,
    headers: [SiteHeaders.Field] = SiteHeaders.narrow, _ request: PreviewRequest
  ) -> PreviewResponse {
    let isHead = request.method == "HEAD"
    let required = request.list("if-match")
    if !required.isEmpty, !tag.matchesStrongly(required) {
      return .refusal(412, "The file is another by now.", isHead: isHead)
    }
    if tag.matchesWeakly(request.list("if-none-match")) {
      var response = PreviewResponse(
        status: 304, type: type, body: [], caching: caching, isHead: isHead, headers: headers)
      response.fields.removeAll { $0.name == "Content-Length" || $0.name == "Content-Type" }
      response.fields.append(("ETag", tag.field))
      return response
    }
    var range = ByteRange.whole
    if !isHead, request.values("if-range").allSatisfy({ $0 == tag.field }) {
      range = ByteRange(request.values("range"), size: bytes.count)
    }
    var response: PreviewResponse
    switch range {
    case .whole:
      response = PreviewResponse(
        status: 200, type: type, body: bytes[...], caching: caching, isHead: isHead, headers: headers)
    case .part(let part):
      response = PreviewResponse(
        status: 206, type: type, body: bytes[part], caching: caching, isHead: isHead, headers: headers)
      response.fields.append(("Content-Range", "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(bytes.count)"))
    case .unsatisfiable:
      response = .refusal(416, "The file ends before that.")
      response.fields.append(("Content-Range", "bytes */\(bytes.count)"))
      return response
    }
    response.fields += [("ETag", tag.field), ("Accept-Ranges", "bytes")]
    return response
  }
}
