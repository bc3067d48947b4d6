internal import HTMLText

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
    var text = LinkString()
    add(target, anchor: anchor, to: &text)
    return text.string
  }

  /// Adds the `href` of `target`, or of `anchor` on it, piece by piece: pages hold dozens of links, and the strings that they
  /// were put together in were a twentieth of all that a build allocated.
  func add(_ target: PageAddress, anchor: String? = nil, to text: inout some LinkText) {
    if let anchor, target == page {
      text.text("#")
      return text.text(Self.fragment(anchor))
    }
    var common = 0
    if let root {
      text.text(root)
    } else {
      let most = min(page.folders.count, target.folders.count)
      while common < most, page.folders[common] == target.folders[common] { common += 1 }
      for _ in common..<page.folders.count { text.text("../") }
    }
    for place in common..<target.folders.count {
      text.text(Self.encoded(target.folders[place]))
      text.text("/")
    }
    if let file = target.file {
      text.text(Self.encoded(file))
    } else if style == .files {
      text.text("index.html")
    } else if root ?? "" == "", common == page.folders.count, common == target.folders.count {
      text.text("./")
    }
    if let anchor {
      text.text("#")
      text.text(Self.fragment(anchor))
    }
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

/// What a link is written to.
protocol LinkText {
  /// Adds a piece of it.
  mutating func text(_ text: String)
}

extension AttributeText: LinkText {}

private struct LinkString: LinkText {
  var string = ""
  mutating func text(_ text: String) { string += text }
}

extension HTMLText {
  /// Adds a link to `target`, or to `anchor` on it, with what `content` adds to it.
  mutating func link(
    _ links: PageLinks, _ target: PageAddress, anchor: String? = nil, _ content: (inout HTMLText) -> Void
  ) {
    open("a", "href") { links.add(target, anchor: anchor, to: &$0) }
    content(&self)
    close("a")
  }

  /// Adds a link that contains only text.
  mutating func link(_ links: PageLinks, _ target: PageAddress, anchor: String? = nil, text: String) {
    open("a", "href") { links.add(target, anchor: anchor, to: &$0) }
    self.text(text)
    close("a")
  }
}
