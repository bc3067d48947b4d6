internal import CLibArchive

/// What an entry of an archive is, as far as that matters here.
enum EntryKind: Equatable {
  case file, folder, other
  /// A link, and of which sort.
  case link(String)

  init(_ entry: OpaquePointer) {
    if archive_entry_hardlink(entry) != nil {
      self = .link("a hard link")
      return
    }
    // The values of S_IFMT, which libarchive uses on every system.
    self =
      switch archive_entry_filetype(entry) {
      case 0o100000: .file
      case 0o040000: .folder
      case 0o120000: .link("a symbolic link")
      default: .other
      }
  }
}

extension TarScan {
  /// The entry's name and whether it is UTF-8; where it is not, what is not is replaced by U+FFFD.
  ///
  /// A name in a pax header is UTF-8 by definition, one in a plain header is whatever the archiver had; libarchive
  /// converts neither without a locale, so both are asked for.
  static func name(of entry: OpaquePointer) -> (String, isUTF8: Bool)? {
    guard let name = archive_entry_pathname(entry) ?? archive_entry_pathname_utf8(entry) else { return nil }
    if let text = String(validatingCString: name) { return (text, true) }
    return (String(cString: name), false)
  }
}
