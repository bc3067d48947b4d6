public import KfuncModel

/// Where a page stands in the site: folders from the top, and a file unless it is the folder's own page.
///
/// A published address is kept for ever, so it depends on names alone.
public struct PageAddress: Hashable, Sendable {
  /// The folders as they are named on disk.
  public let folders: [String]
  /// The file's name; nil for the folder's own page, `index.html`.
  public let file: String?

  /// The page of the folder that `names` lead to; any text may be a name.
  public init(_ names: String...) { self.init(names: names) }

  /// The page of the folder that `names` lead to; any text may be a name.
  public init(names: [String]) {
    folders = names.map(Self.segment)
    file = nil
  }

  /// A file at the top or in `folders`, such as `404.html`.
  public init(file: String, in folders: [String] = []) {
    self.folders = folders.map(Self.segment)
    self.file = Self.segment(file)
  }

  /// The page of the folder that `names` lead to from that of `other`.
  init(below other: PageAddress, _ names: String...) {
    folders = other.folders + names.map(Self.segment)
    file = nil
  }

  /// The path on disk, relative to the top of the site.
  public var path: String { (folders + [file ?? "index.html"]).joined(separator: "/") }

  /// A name as one part of a path: letters, digits and `-_.~` stay, every other byte and a leading dot are
  /// percent-encoded, so that no two names give the same part and none leaves the site.
  static func segment(_ name: String) -> String {
    // Nearly every name is one already.
    if let first = name.utf8.first, first != UInt8(ascii: "."), name.utf8.allSatisfy(isPlain) { return name }
    var segment = ""
    for (index, byte) in name.utf8.enumerated() {
      if isPlain(byte), !(index == 0 && byte == UInt8(ascii: ".")) {
        segment.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        segment += percentEncoded(byte)
      }
    }
    // An empty name would vanish from the path; no other name begins like this, since `%` itself is encoded.
    return segment.isEmpty ? "%" : segment
  }

  static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
      UInt8(ascii: "~"):
      true
    default: false
    }
  }

  static func percentEncoded(_ byte: UInt8) -> String {
    (byte < 0x10 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
  }
}

extension PageAddress: Comparable, CustomStringConvertible {
  /// The address as a reader sees it: `/kfuncs/bpf_task_acquire/`.
  public var description: String {
    "/" + folders.map { $0 + "/" }.joined() + (file ?? "")
  }

  /// Order by path in bytes.
  public static func < (left: PageAddress, right: PageAddress) -> Bool {
    left.path.utf8.lexicographicallyPrecedes(right.path.utf8)
  }
}

extension PageAddress {
  /// The first page.
  public static let home = PageAddress()
  /// The list of all kfuncs.
  public static let kfuncs = PageAddress("kfuncs")
  /// The kfuncs that went.
  public static let removed = PageAddress("removed")
  /// The releases that were read.
  public static let releases = PageAddress("releases")
  /// What was read and what was not.
  public static let coverage = PageAddress("about", "coverage")
  /// What a server answers for an address that does not exist.
  public static let notFound = PageAddress(file: "404.html")
  /// The entry of the kfunc `name`.
  public static func kfunc(_ name: String) -> PageAddress { PageAddress("kfuncs", name) }

  /// The notes of `release` against the release read before it.
  public static func release(_ release: KernelRelease) -> PageAddress {
    PageAddress("releases", release.mainline.description)
  }

  /// What may be expected of the kfunc `name`.
  public static func stability(_ name: String) -> PageAddress { PageAddress("kfuncs", name, "stability") }
}
