/// Where a page's parts may come from (Content Security Policy Level 3): from the site itself, in files of their own. No
/// inline script or style, no plug-ins.
public enum ContentPolicy {
  /// The policy that every page states.
  public static let page = policy(scripts: "'self'")

  /// That of the search over texts: its index is read by WebAssembly of the site's own, which no other page may run
  /// (CSP Level 3, 4.5: `'wasm-unsafe-eval'` does not admit `eval` of JavaScript).
  public static let search = policy(scripts: "'self' 'wasm-unsafe-eval'")

  private static func policy(scripts: String) -> String {
    [
      "default-src 'none'", "style-src 'self'", "img-src 'self'", "script-src \(scripts)", "connect-src 'self'",
      "base-uri 'none'", "form-action 'self'",
    ].joined(separator: "; ")
  }
}
