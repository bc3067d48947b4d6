/// What the texts of a target may be. All of them become arguments of programs: none may be taken for an option, and
/// none holds what a shell on the other side would read as more than a name.
extension PublishSettingsReader {
  /// A path in the file system.
  static func isPath(_ text: String) -> Bool {
    !text.isEmpty && !text.hasPrefix("-") && text.utf8.count <= 4096
      && text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f }
  }

  /// The name of a configured remote, an address, or a path; no password in it, and no `ext::` or other transport
  /// helper, which would run what follows.
  static func isRemote(_ text: String) -> Bool {
    isPath(text) && !text.contains(" ") && !text.contains("::") && !holdsPassword(text)
      && !hostPart(text).hasPrefix("-")
  }

  /// A branch (git-check-ref-format(1)), of the letters that need no thought.
  static func isBranch(_ text: String) -> Bool {
    isMade(text, of: "._/-") && !text.hasPrefix("-") && text.utf8.count <= 200 && !text.contains("..")
      && text != "HEAD"
      && text.split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
        !$0.isEmpty && !$0.hasPrefix(".") && !$0.hasSuffix(".") && !$0.hasSuffix(".lock")
      }
  }

  /// The name of a host (RFC 1123).
  static func isHost(_ text: String) -> Bool {
    text.utf8.count <= 253
      && text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy {
        (1...63).contains($0.utf8.count) && isMade(String($0), of: "-") && !$0.hasPrefix("-") && !$0.hasSuffix("-")
      }
  }

  /// `host:path`, `user@host:path`, or `rsync://[user@]host[:port]/module/path`.
  static func isRsyncDestination(_ text: String) -> Bool {
    guard !text.hasPrefix("-"), isMade(text, of: "._/~+@:%-[]"), !holdsPassword(text) else { return false }
    if text.hasPrefix("rsync://") {
      let parts = text.dropFirst(8).split(separator: "/", maxSplits: 1)
      return parts.count == 2 && !parts[0].hasPrefix("-") && !parts[1].split(separator: "/").contains("..")
    }
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[1].isEmpty, !parts[1].hasPrefix(":"), !parts[1].hasPrefix("-") else { return false }
    let names = parts[0].split(separator: "@", omittingEmptySubsequences: false)
    return (1...2).contains(names.count)
      && names.allSatisfy { !$0.isEmpty && !$0.hasPrefix("-") && !$0.contains("/") && !$0.contains("%") }
  }

  /// `remote:path`; a path alone or a connection string (`:s3,…:`) is none.
  static func isRcloneRemote(_ text: String) -> Bool {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, isMade(String(parts[0]), of: "._-"), !parts[0].isEmpty, !parts[0].hasPrefix("-") else {
      return false
    }
    return isMade(String(parts[1]), of: "._/~+@%-") && !parts[1].isEmpty && !parts[1].hasPrefix("-")
      && !parts[1].split(separator: "/").contains("..")
  }

  /// Whether an address holds `user:password@`.
  private static func holdsPassword(_ text: String) -> Bool {
    guard let scheme = text.range(ofFirst: "://") else { return false }
    let authority = text[scheme.upperBound...].prefix { $0 != "/" }
    guard let at = authority.lastIndex(of: "@") else { return false }
    return authority[..<at].contains(":")
  }

  /// The host of an address or of `user@host:path`, for a look at its first letter.
  private static func hostPart(_ text: String) -> Substring {
    let rest = text.range(ofFirst: "://").map { text[$0.upperBound...] } ?? text[...]
    let authority = rest.prefix { $0 != "/" }
    return authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
  }

  /// Whether `text` has only ASCII letters, digits, and characters of `others`.
  private static func isMade(_ text: String, of others: String) -> Bool {
    let others = Set(others.utf8)
    return !text.isEmpty
      && text.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x5a).contains($0) || (0x61...0x7a).contains($0) || others.contains($0)
      }
  }
}

extension String {
  fileprivate func range(ofFirst mark: String) -> Range<String.Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(mark) { return start..<index(start, offsetBy: mark.count) }
      start = index(after: start)
    }
    return nil
  }
}
