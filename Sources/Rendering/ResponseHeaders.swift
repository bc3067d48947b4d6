/// What a server is to send with every file of the site, and what the pages say themselves where a host sends nothing.
public enum ResponseHeaders {
  /// The Content-Security-Policy of every page: files of the site alone, no inline script or style, no plug-ins.
  public static let contentPolicy = [
    "default-src 'none'", "style-src 'self'", "img-src 'self'", "script-src 'self'", "connect-src 'self'",
    "base-uri 'none'", "form-action 'self'",
  ].joined(separator: "; ")

  /// Names and values, in the order in which they are to be sent.
  ///
  /// `frame-ancestors` works in a header alone, so it is no part of the pages' own policy (CSP Level 3, 3.3).
  public static let all: [(name: String, value: String)] = [
    ("Content-Security-Policy", contentPolicy + "; frame-ancestors 'none'"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
  ]
}
