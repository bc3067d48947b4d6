/// An `F:`, `X:` or `N:` line of MAINTAINERS: which files it names, as `scripts/get_maintainer.pl` decides it.
///
/// The script turns the globs of `F:` and `X:` into a Perl regular expression (`.` to `\.`, `**` to `(?:.*)`,
/// `*` to `.*`, `?` to `.`; everything else stays Perl) which must match from the start of the path and need not
/// reach its end. What keeps `*` from crossing folders is a count: unless the pattern ends in a slash or has
/// `**`, path and pattern must have the same number of slashes.
struct MaintainersRule: Sendable {
  /// What a rule is, by its letter.
  enum Kind: Sendable {
    /// `F:`, files of the section.
    case files
    /// `X:`, files that are not of the section though `F:` names them.
    case excluded
    /// `N:`, a regular expression over the whole path.
    case named
  }

  /// Which letter.
  let kind: Kind
  /// The value as written.
  let text: [UInt8]
  /// Whether no byte of `text` has a meaning in globs or regular expressions; most rules of a kernel are so.
  let isLiteral: Bool

  /// A rule, once its pattern has been seen to compile.
  init(kind: Kind, text: [UInt8]) throws(PathExpression.Failure) {
    self.kind = kind
    self.text = text
    isLiteral = kind != .named && !text.contains(where: Self.special.contains)
    if !isLiteral { _ = try expression(isFolder: false) }
  }

  private static let special = ByteSet(of: "*?[](){}|\\^$+")
  private static let slash = UInt8(ascii: "/")

  /// Whether the rule names `path`, a path of `slashes` slashes. `isFolder` tells whether a path is a folder of
  /// the tree: a pattern that names one means all below it, as though it ended in a slash.
  func names(_ path: [UInt8], slashes: Int, isFolder: (String) -> Bool) -> Bool {
    if kind == .named {
      // It compiled in `init`, and compiling depends on nothing else.
      return (try? expression(isFolder: false))?.matches(path) ?? false
    }
    if isLiteral {
      // Tens of thousands of rules are asked for every file; the last byte parts most of them.
      let end = text.count - 1
      guard path.count > end, path[end] == text[end], path.starts(with: text) else { return false }
      if text.last == Self.slash || path.count == text.count { return true }
      // The path goes on: into the folder of that name, or it is another name with the same beginning.
      if path[text.count] == Self.slash { return canBeFolder }
      return slashes == slashCount && !(canBeFolder && isFolder(String(decoding: text, as: UTF8.self)))
    }
    if let plain = text.firstIndex(where: Self.special.contains), !text.contains(UInt8(ascii: "|")),
      !Self.repeats.contains(text[plain]), !path.starts(with: text[..<plain])
    {
      return false  // what stands before the first special byte must be there; spares compiling
    }
    let isFolder = canBeFolder && isFolder(String(decoding: text, as: UTF8.self))
    guard let expression = try? expression(isFolder: isFolder), expression.matches(path) else { return false }
    if isFolder || text.last == Self.slash || text.firstRange(of: Array("**".utf8)) != nil { return true }
    return slashes == slashCount
  }

  /// Bytes after which the one before them need not be there.
  private static let repeats = ByteSet(of: "{+")

  /// How specific the rule is, by the script's measure: the slashes of its pattern, one more when it names files
  /// and not a folder; -1 for a pattern that begins with `*`, 0 for a regular expression.
  var depth: Int {
    if kind == .named { return 0 }
    if text.first == UInt8(ascii: "*") { return -1 }
    return slashCount + (text.last == Self.slash ? 0 : 1)
  }

  /// Whether the script would find a folder of that name and put a slash behind it: it looks the pattern up after
  /// its changes, so one with a dot or a glob never is one.
  private var canBeFolder: Bool { text.last != Self.slash && !text.contains(where: Self.changed.contains) }

  private static let changed = ByteSet(of: ".*?")

  private var slashCount: Int { text.count { $0 == Self.slash } }

  private func expression(isFolder: Bool) throws(PathExpression.Failure) -> PathExpression {
    if kind == .named { return try PathExpression(text, isExtended: true) }
    var pattern: [UInt8] = [UInt8(ascii: "^")]
    pattern.reserveCapacity(text.count * 2)
    var index = 0
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: "."): pattern += [UInt8(ascii: "\\"), UInt8(ascii: ".")]
      case UInt8(ascii: "?"): pattern.append(UInt8(ascii: "."))
      case UInt8(ascii: "*"):
        if index + 1 < text.count, text[index + 1] == UInt8(ascii: "*") {
          pattern += Array("(?:.*)".utf8)
          index += 1
        } else {
          pattern += [UInt8(ascii: "."), UInt8(ascii: "*")]
        }
      case let byte: pattern.append(byte)
      }
      index += 1
    }
    if isFolder { pattern.append(Self.slash) }
    return try PathExpression(pattern)
  }
}
