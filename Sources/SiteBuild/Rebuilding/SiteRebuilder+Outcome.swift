public import Diagnostics

extension SiteRebuilder {
  /// What came of a build.
  public struct Outcome: Sendable {
    /// What the build before did not find, of every gravity, sorted.
    public internal(set) var news: [Diagnostic] = []
    /// How many errors there are now.
    public internal(set) var errors = 0
    /// How many warnings there are now.
    public internal(set) var warnings = 0
    /// What was written; nil where the site is still that of an earlier build.
    public internal(set) var written: Written?
    /// Whether the build before kept the site for what was wrong.
    public internal(set) var isMended = false
    /// How long it took.
    public internal(set) var time = Duration.zero
  }

  /// What a build wrote.
  public struct Written: Sendable {
    /// The files of the content that were edited, as far as anyone can tell; empty for the first build.
    public internal(set) var edited: [String] = []
    /// Files made, to see whether they are others than before.
    public internal(set) var made = 0
    /// Files written, and files removed.
    public internal(set) var files = 0
    /// Bytes written.
    public internal(set) var bytes = 0
    /// Files of the whole site.
    public internal(set) var siteFiles = 0
    /// Whether all of the site was written, since it did not stand as it was left.
    public internal(set) var isWhole = false
  }
}
