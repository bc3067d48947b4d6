/// The header fields that every answer with a file of a site should carry, wherever it is served from: the preview sends
/// them, so that a page that needs more than they allow fails there first.
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

  /// Where a page's parts may come from (Content Security Policy Level 3): from the site itself, in files of their own.
  /// No inline script, no inline style. `frame-ancestors` works as a header field alone, not in a page's `meta`.
  public static let contentSecurityPolicy = [
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "font-src 'self'",
    "connect-src 'self'", "manifest-src 'self'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
  ].joined(separator: "; ")

  /// All fields, in the order in which they are sent.
  public static let all = [
    Field("Content-Security-Policy", contentSecurityPolicy),
    // A file is what its type says (Fetch, 3.5).
    Field("X-Content-Type-Options", "nosniff"),
    // Archives that a page links to learn the host and no more.
    Field("Referrer-Policy", "strict-origin-when-cross-origin"),
    // A page that opens this one, or is opened by it, has no hold of it.
    Field("Cross-Origin-Opener-Policy", "same-origin"),
    // No page of another origin takes in a file of this one.
    Field("Cross-Origin-Resource-Policy", "same-origin"),
    Field("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
  ]
}
