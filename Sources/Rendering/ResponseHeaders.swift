/// What a server is to send with every file of the site, and what the pages say themselves where a host sends nothing.
public enum ResponseHeaders {
  /// The Content-Security-Policy of every page: files of the site alone, no inline script or style, no plug-ins.
  public static let contentPolicy = policy(scripts: "'self'")

  /// That of the search over texts: its index is read by WebAssembly of the site's own, which no other page may run
  /// (CSP Level 3, 4.5: `'wasm-unsafe-eval'` does not admit `eval` of JavaScript).
  public static let searchContentPolicy = policy(scripts: "'self' 'wasm-unsafe-eval'")

  private static func policy(scripts: String) -> String {
    [
      "default-src 'none'", "style-src 'self'", "img-src 'self'", "script-src \(scripts)", "connect-src 'self'",
      "base-uri 'none'", "form-action 'self'",
    ].joined(separator: "; ")
  }

  /// Names and values, in the order in which they are to be sent with all files but those of the search.
  ///
  /// `frame-ancestors` works in a header alone, so it is no part of the pages' own policy (CSP Level 3, 3.3).
  public static let all = headers(contentPolicy)

  /// Names and values for the file at `path`, counted from the top of the site without a slash before it.
  ///
  /// A page must hold to its header's policy as well as to its own, and a worker to that of its own file.
  public static func all(for path: String) -> [(name: String, value: String)] {
    path.hasPrefix("search/") || path.hasPrefix("pagefind/") ? headers(searchContentPolicy) : all
  }

  private static func headers(_ policy: String) -> [(name: String, value: String)] {
    [
      ("Content-Security-Policy", policy + "; frame-ancestors 'none'"),
      ("X-Content-Type-Options", "nosniff"),
      ("Referrer-Policy", "no-referrer"),
      ("Cross-Origin-Opener-Policy", "same-origin"),
    ]
  }
}
