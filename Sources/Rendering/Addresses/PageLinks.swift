/// How links end.
public enum LinkStyle: Sendable {
  /// `kfuncs/`: a server shows the folder's page.
  case folders
  /// `kfuncs/index.html`: works from `file://` too.
  case files
}

/// Links from one page to others: always relative, so that a site works under any path of a host.
public struct PageLinks: Sendable {
  /// The page that holds the links.
  public let page: PageAddress
  /// How links end.
  public let style: LinkStyle
  /// What stands before every link instead of the way up: the path of the site on its host, for pages that a server
  /// shows at any address (`404.html`).
  let root: String?
  /// Where style, scripts and icon stand; only pages are shown with such.
  let assets: AssetFolder?

  /// Links from `page`.
  public init(from page: PageAddress, style: LinkStyle, root: String? = nil, assets: AssetFolder? = nil) {
    self.page = page
    self.style = style
    self.root = root
    self.assets = assets
  }

  /// The `href` of the asset `name`: style, script or icon; empty where there are none.
  public func asset(_ name: String) -> String { assets.map { href($0.address(of: name)) } ?? "" }

  /// The `href` of `target`, or of `anchor` on it.
  public func href(_ target: PageAddress, anchor: String? = nil) -> String {
    let fragment = anchor.map { "#" + Self.fragment($0) } ?? ""
    if target == page, !fragment.isEmpty { return fragment }
    var common = 0
    if root == nil {
      while common < min(page.folders.count, target.folders.count), page.folders[common] == target.folders[common] {
        common += 1
      }
    }
    // Pages hold dozens of links: lists of parts, joined, were 2 % of a build.
    var path = root ?? ""
    if root == nil { for _ in common..<page.folders.count { path += "../" } }
    for folder in target.folders[common...] {
      path += Self.encoded(folder)
      path += "/"
    }
    if let file = target.file {
      path += Self.encoded(file)
    } else if style == .files {
      path += "index.html"
    } else if path.isEmpty {
      path = "./"
    }
    return path + fragment
  }

  /// A part of a path on disk as a link spells it: the percent signs of the disk's name are encoded once more.
  private static func encoded(_ segment: String) -> String {
    segment.utf8.contains(UInt8(ascii: "%"))
      ? segment.split(separator: "%", omittingEmptySubsequences: false)
        .joined(separator: "%25") : segment
  }

  /// The anchor of that name as a link spells it.
  static func fragment(_ anchor: String) -> String {
    if anchor.utf8.allSatisfy(PageAddress.isPlain) { return anchor }
    var text = ""
    for byte in anchor.utf8 {
      if PageAddress.isPlain(byte) || byte == UInt8(ascii: ":") {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        text += PageAddress.percentEncoded(byte)
      }
    }
    return text
  }
}
