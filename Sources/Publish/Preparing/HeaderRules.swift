internal import Rendering

/// The `_headers` file: which header fields a host that knows such a file sends (Cloudflare Pages, Netlify).
enum HeaderRules {
  /// What is named by its content never changes.
  static let immutable = "public, max-age=31536000, immutable"

  /// The rules for a site of the files `paths`.
  ///
  /// Hosts join the rules that hold for a file, and a page must then hold to every policy: so all files get the widest,
  /// that of the search, and each page's own `meta` policy narrows it. For the same reason nothing is said about how long
  /// pages may be kept; hosts that know the file ask anew for each.
  static func text(paths: [String]) -> [UInt8] {
    var text = "/*\n" + ResponseHeaders.all(for: "search/").map { "  \($0.name): \($0.value)\n" }.joined()
    let assets = paths.filter { $0.hasPrefix("assets/") }
    for path in assets where SitePath.isImmutable(path) { text += "\n/\(path)\n  Cache-Control: \(immutable)\n" }
    return Array(text.utf8)
  }
}
