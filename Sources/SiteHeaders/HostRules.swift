/// The `_headers` file: which header fields a host that knows such a file sends (Cloudflare Pages, Netlify).
public enum HostRules {
  /// The file's name, at the top of a site.
  public static let file = "_headers"

  /// The rules of a site whose assets lie in `folders` of `assets/`.
  ///
  /// Hosts join the rules that hold for a file, and a page must then hold to every policy: so all files get the widest,
  /// that of the search, and each page's own `meta` policy narrows it. For the same reason nothing is said about how long
  /// pages may be kept: a second rule for what is immutable would be joined to the first, and hosts that know the file ask
  /// anew for each.
  public static func text(assetFolders folders: [String]) -> String {
    var text = rule("/*", SiteHeaders.widest)
    for folder in folders {
      let lifetime = FileLifetime(of: "\(FileLifetime.assets)/\(folder)/x")
      guard lifetime == .immutable else { continue }
      text +=
        "\n"
        + rule(
          "/\(FileLifetime.assets)/\(folder)/*", [SiteHeaders.Field("Cache-Control", lifetime.cacheControl)])
    }
    return text
  }

  private static func rule(_ paths: String, _ fields: [SiteHeaders.Field]) -> String {
    paths + "\n" + fields.map { "  \($0.name): \($0.value)\n" }.joined()
  }
}
