/// How long a file may be kept by who received it (RFC 9111).
public enum FileLifetime: Sendable {
  /// It is in a folder that is named by its content: the same address is never another file (RFC 8246).
  case immutable
  /// It may be kept, but is asked for again before it is used: pages and data, whose addresses stay while they change.
  case revalidated

  /// The folder of what is shown with pages.
  public static let assets = "assets"

  /// The lifetime of the file `path`, counted from the top of the site: immutable below a folder of `assets/` whose name is
  /// sixteen or more hexadecimal digits.
  public init(of path: String) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    self = parts.count > 2 && parts[0] == Self.assets && Self.isHash(parts[1]) ? .immutable : .revalidated
  }

  /// The value of `Cache-Control`.
  public var cacheControl: String {
    switch self {
    case .immutable: "public, max-age=31536000, immutable"
    case .revalidated: "no-cache"
    }
  }

  private static func isHash(_ name: Substring) -> Bool {
    name.utf8.count >= 16 && name.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}
