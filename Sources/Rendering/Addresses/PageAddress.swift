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

  /// The page of the folder `name` of `folder`, a folder at the top whose name is one part of a path already: the addresses
  /// that pages lead to by the dozen.
  package init(in folder: String, _ name: String) {
    folders = [folder, Self.segment(name)]
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
  public var path: String {
    var path = ""
    path.reserveCapacity(folders.reduce(16) { $0 + $1.utf8.count + 1 })
    for folder in folders {
      path += folder
      path += "/"
    }
    return path + (file ?? "index.html")
  }

  /// A name as one part of a path: letters, digits and `-_.~` stay, every other byte and a leading dot are
  /// percent-encoded, so that no two names give the same part and none leaves the site.
  static func segment(_ name: String) -> String {
    // Nearly every name is one already.
    if name.utf8.first != UInt8(ascii: "."), !name.isEmpty, areAllPlain(name) { return name }
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
    // A bit for each byte below 128: digits, `-` and `.`; letters, `_` and `~`.
    let set: UInt64 = byte < 0x40 ? 0x03ff_6000_0000_0000 : 0x47ff_fffe_87ff_fffe
    return byte < 0x80 && set & 1 << UInt64(byte & 0x3f) != 0
  }

  private static func areAllPlain(_ name: String) -> Bool {
    // The closure sees the bytes where they are; `withUTF8` would want a copy that it may change.
    name.utf8.withContiguousStorageIfAvailable { bytes in
      for byte in bytes where !isPlain(byte) { return false }
      return true
    } ?? name.utf8.allSatisfy(isPlain)
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
  public static func kfunc(_ name: String) -> PageAddress { PageAddress(in: "kfuncs", name) }

  /// The notes of `release` against the release read before it.
  public static func release(_ release: KernelRelease) -> PageAddress {
    PageAddress("releases", release.mainline.description)
  }

  /// What may be expected of the kfunc `name`.
  public static func stability(_ name: String) -> PageAddress { PageAddress("kfuncs", name, "stability") }
}
