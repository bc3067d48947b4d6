internal import Glibc

/// A shell pattern for names: `*`, `?` and `[…]`, as `git tag --list` understands them.
public struct Glob: Hashable, Sendable {
  /// The pattern's text.
  public let pattern: String

  /// A pattern.
  public init(_ pattern: String) { self.pattern = pattern }

  /// Whether all of `name` fits; `*` also stands for slashes, as in tag names with folders (POSIX `fnmatch`).
  public func matches(_ name: String) -> Bool { fnmatch(pattern, name, 0) == 0 }
}
