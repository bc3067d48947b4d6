/// What names may be made of.
enum Names {
  /// Whether `name` can be the name of a C function.
  static func isIdentifier(_ name: String) -> Bool {
    guard let first = name.utf8.first, !(0x30...0x39).contains(first), name.utf8.count <= 255 else { return false }
    return name.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "_") }
  }

  /// Whether `name` can be part of an address and of a file's name: lower-case letters, digits, hyphens.
  static func isSlug(_ name: String) -> Bool {
    guard let first = name.utf8.first, let last = name.utf8.last, name.utf8.count <= 100 else { return false }
    let hyphen = UInt8(ascii: "-")
    return first != hyphen && last != hyphen
      && name.utf8.allSatisfy { (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == hyphen }
  }

  /// Whether `path` is relative and stays inside the tree that it is of.
  static func isTreePath(_ path: String) -> Bool {
    !path.isEmpty && !path.hasPrefix("/") && path.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f }
      && !path.split(separator: "/").contains("..")
  }

  /// Whether `id` can be a Message-ID without its angle brackets.
  static func isMessageID(_ id: String) -> Bool {
    id.utf8.count <= 500 && id.contains("@")
      && id.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && $0 != 0x3c && $0 != 0x3e }
  }

  /// Whether `url` is an absolute address of the web.
  static func isWebAddress(_ url: String) -> Bool {
    let rest = url.hasPrefix("https://") ? url.dropFirst(8) : url.hasPrefix("http://") ? url.dropFirst(7) : ""
    return !rest.isEmpty && !rest.hasPrefix("/") && url.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7f }
  }

  /// Whether `hash` is a commit's name, possibly shortened, in lower-case hexadecimal.
  static func isCommit(_ hash: String) -> Bool {
    (7...64).contains(hash.utf8.count)
      && hash.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }

  /// `text` without space, tabs and line ends around it.
  static func trimmed(_ text: String) -> String {
    func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar.value == 0x20 || (0x09...0x0d).contains(scalar.value) }
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !isBlank($0) }), let last = scalars.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(scalars[first...last])
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
  }
}
