/// Where the site will stand: `https://host/folder`, nil where nobody said.
struct SiteBase: Sendable {
  /// The whole address without a slash at its end.
  let address: String?
  /// Its path, `/folder`; empty for the top of a host.
  let path: String

  init(_ address: String?) {
    self.address = address
    guard let address, let scheme = address.firstRange(of: "://") else {
      path = ""
      return
    }
    path = String(address[scheme.upperBound...].drop { $0 != "/" })
  }
}

/// Where a link of a page leads within its site.
enum SiteLink: Hashable, Sendable {
  /// To a file, and an anchor in it.
  case file(String, anchor: String?)
  /// Above the top of the site.
  case outside

  /// The target of `address` on the page `path` (RFC 3986, 5.2); nil for what another host or program answers.
  init?(_ address: String, from path: String, base: SiteBase) {
    var rest = address[...]
    if let own = base.address, rest == own || rest.hasPrefix(own + "/") || rest.hasPrefix(own + "#") {
      rest = rest.dropFirst(own.count)
      if !rest.hasPrefix("/") { rest = "/" + rest }
      self = Self.resolved(rest, in: [])
      return
    }
    if Self.hasScheme(rest) || rest.hasPrefix("//") { return nil }
    if rest.hasPrefix("/") {
      if !base.path.isEmpty {
        // Beside the site on the same host.
        guard rest == base.path || rest.hasPrefix(base.path + "/") else { return nil }
        rest = rest.dropFirst(base.path.count)
      }
      self = Self.resolved(rest, in: [])
      return
    }
    let split = rest.firstIndex(of: "#") ?? rest.endIndex
    let reference = rest[..<split].prefix { $0 != "?" }
    if reference.isEmpty {
      self = .file(path, anchor: Self.anchor(rest[split...]))
      return
    }
    self = Self.resolved(rest, in: path.split(separator: "/").dropLast().map(String.init))
  }

  private static func resolved(_ reference: Substring, in start: [String]) -> SiteLink {
    let split = reference.firstIndex(of: "#") ?? reference.endIndex
    let path = reference[..<split].prefix { $0 != "?" }
    var folders = start
    var isFolder = path.isEmpty || path.hasSuffix("/")
    for part in path.split(separator: "/") {
      isFolder = path.hasSuffix("/")
      if part == "." || part == ".." {
        isFolder = true
        if part == "..", folders.popLast() == nil { return .outside }
      } else {
        // A percent sign of a file's name is written `%25`.
        folders.append(percentDecoded(part))
      }
    }
    let file = (folders + (isFolder ? ["index.html"] : [])).joined(separator: "/")
    return .file(file, anchor: anchor(reference[split...]))
  }

  private static func anchor(_ fragment: Substring) -> String? {
    fragment.hasPrefix("#") ? percentDecoded(fragment.dropFirst()) : nil
  }

  private static func hasScheme(_ text: Substring) -> Bool {
    guard let colon = text.firstIndex(of: ":") else { return false }
    let scheme = text[..<colon].utf8
    guard let first = scheme.first, (0x61...0x7a).contains(first | 0x20) else { return false }
    return scheme.allSatisfy {
      (0x61...0x7a).contains($0 | 0x20) || (0x30...0x39).contains($0) || $0 == 0x2b || $0 == 0x2d || $0 == 0x2e
    }
  }

  private static func percentDecoded(_ text: Substring) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.first {
      if byte == UInt8(ascii: "%"), rest.count > 2,
        let value = UInt8(String(decoding: rest.dropFirst().prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(3)
      } else {
        bytes.append(byte)
        rest = rest.dropFirst()
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
