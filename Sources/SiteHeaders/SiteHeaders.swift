/// The header fields that every answer with a file of a site should carry, wherever it is served from. This is the one
/// list: pages state their part of it themselves, a build writes it to `_headers` for hosts that know such a file, the
/// preview sends it, so that a page that needs more fails there first, and the examples for servers are held against it.
///
/// `Strict-Transport-Security` is not among them: it speaks for a whole host, and a site does not know its neighbours.
public enum SiteHeaders {
  /// A header field.
  public struct Field: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// Its value.
    public var value: String

    /// A field made of its parts.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The fields for the file `path`, counted from the top of the site without a slash before it, in the order in which
  /// they are sent.
  ///
  /// A page must hold to its header's policy as well as to its own, and a worker to that of its own file.
  public static func fields(for path: String) -> [Field] {
    path.hasPrefix("search/") || path.hasPrefix("pagefind/") ? widest : narrow
  }

  /// The fields for every file but those of the search over texts.
  public static let narrow = fields(ContentPolicy.page)

  /// The fields where one list has to serve for all files: they admit what the search over texts needs, and the policy that
  /// each page states itself narrows them.
  public static let widest = fields(ContentPolicy.search)

  private static func fields(_ policy: String) -> [Field] {
    [
      // `frame-ancestors` works as a header field alone, not in a page's `meta` (CSP Level 3, 3.3).
      Field("Content-Security-Policy", policy + "; frame-ancestors 'none'"),
      // A file is what its type says (Fetch, 3.5).
      Field("X-Content-Type-Options", "nosniff"),
      // Archives that a page links to do not learn what was read.
      Field("Referrer-Policy", "no-referrer"),
      // A page that opens this one, or is opened by it, has no hold of it.
      Field("Cross-Origin-Opener-Policy", "same-origin"),
      // No page of another origin takes in a file of this one.
      Field("Cross-Origin-Resource-Policy", "same-origin"),
      Field("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ]
  }
}
