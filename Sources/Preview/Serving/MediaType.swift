/// The media type of a file by its ending.
enum MediaType {
  static let plain = "text/plain; charset=utf-8"
  static let page = "text/html; charset=utf-8"

  /// `application/octet-stream` for endings that are not known: with `nosniff` a browser then shows nothing it should not.
  static func of(_ path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return "application/octet-stream" }
    switch name[name.index(after: dot)...].lowercased() {
    case "html": return page
    case "css": return "text/css; charset=utf-8"
    case "js", "mjs": return "text/javascript; charset=utf-8"
    case "json", "map": return "application/json"
    case "webmanifest": return "application/manifest+json"
    case "txt", "md": return plain
    case "csv": return "text/csv; charset=utf-8"
    case "xml": return "application/xml"
    case "atom": return "application/atom+xml"
    case "svg": return "image/svg+xml"
    case "png": return "image/png"
    case "jpg", "jpeg": return "image/jpeg"
    case "webp": return "image/webp"
    case "avif": return "image/avif"
    case "gif": return "image/gif"
    case "ico": return "image/vnd.microsoft.icon"
    case "woff2": return "font/woff2"
    case "wasm": return "application/wasm"
    case "pdf": return "application/pdf"
    default: return "application/octet-stream"
    }
  }
}
