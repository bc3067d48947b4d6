/// Paths of files in a site, and the addresses that readers know them by.
enum SitePath {
  /// Whether `path` is relative, stays inside, and holds nothing that a list of file names could be cut at.
  static func isSafe(_ path: String) -> Bool {
    guard !path.isEmpty, path.utf8.count <= 4096, path.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f }) else {
      return false
    }
    return path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
      !part.isEmpty && part != "." && part != ".." && !part.hasPrefix("-") && part != ".git"
    }
  }

  /// Whether the file is a page.
  static func isPage(_ path: String) -> Bool { path.hasSuffix(".html") }

  /// The address that readers know the file by, `/kfuncs/bpf_x/`; nil for what only pages and hosts refer to.
  static func address(of path: String) -> String? {
    if path.hasPrefix("assets/") || path.hasPrefix("pagefind/") || path.hasPrefix("_") || path.hasPrefix(".")
      || path.hasSuffix(".gz") || path == SiteManifest.path || path == "CNAME"
    {
      return nil
    }
    if path == "index.html" { return "/" }
    return "/" + (path.hasSuffix("/index.html") ? String(path.dropLast("index.html".count)) : path)
  }

  /// The file that the address `/kfuncs/bpf_x/` shows.
  static func file(at address: String) -> String {
    let path = String(address.drop { $0 == "/" })
    return path.isEmpty || path.hasSuffix("/") ? path + "index.html" : path
  }

  /// The folders that a file lies in, outermost first: `a`, `a/b` for `a/b/c`.
  static func folders(of path: String) -> [String] {
    let parts = path.split(separator: "/").dropLast()
    return parts.indices.map { parts[...$0].joined(separator: "/") }
  }
}
