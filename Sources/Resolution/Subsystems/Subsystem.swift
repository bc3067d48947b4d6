/// A subsystem of the kernel: a section of its MAINTAINERS file, or a folder where no section names the file.
public struct Subsystem: Hashable, Sendable {
  /// The section's title, or the folder's path.
  public var title: String
  /// The name in its address.
  public var slug: String

  /// The subsystem of that title.
  public init(title: String) {
    self.title = title
    slug = Self.slug(of: title)
  }

  /// `title` in lower case, everything but letters and digits of ASCII a hyphen: it depends on the title alone, so an
  /// address stays when others come. ``SubsystemMap`` tells titles apart that would share one.
  static func slug(of title: String) -> String {
    var slug: [UInt8] = []
    for byte in title.utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): slug.append(byte + 0x20)
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): slug.append(byte)
      default: if let last = slug.last, last != UInt8(ascii: "-") { slug.append(UInt8(ascii: "-")) }
      }
    }
    if slug.last == UInt8(ascii: "-") { slug.removeLast() }
    // An address must not be empty, nor without end.
    if slug.isEmpty || slug.count > 80 {
      return String(decoding: slug.prefix(80), as: UTF8.self) + "-" + PassageAnchors.digest(Array(title.utf8))
    }
    return String(decoding: slug, as: UTF8.self)
  }
}
