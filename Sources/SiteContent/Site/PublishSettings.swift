public import Diagnostics

/// A place that the site is published to, as `site.yml` names it under `publish:`.
public struct PublishTargetSettings: Hashable, Sendable {
  /// What it is called on the command line: a slug.
  public var name: String
  /// Where its name is written.
  public var location: SourceLocation
  /// How files get there.
  public var place: Place
  /// Whether a `.gz` file lies beside every text file, for servers that send these.
  public var addsGzip = false
  /// Seconds that one transfer may take.
  public var timeLimit = 1800

  /// A target made of its parts.
  public init(name: String, location: SourceLocation, place: Place) {
    self.name = name
    self.location = location
    self.place = place
  }

  /// The kinds of target. Every text was checked: none begins with `-`, and none holds a password.
  public enum Place: Hashable, Sendable {
    /// A folder of this machine; `keep` releases stay in it. A relative path counts from the folder around the content.
    case directory(folder: String, keep: Int)
    /// A branch of the repository at the path `repository`, pushed to `remote` unless that is nil.
    case git(repository: String, remote: String?, branch: String, cname: String?)
    /// `host:path`, `user@host:path`, or `rsync://host/module/path`; `port` is ssh's.
    case rsync(destination: String, port: Int?)
    /// `remote:path` of an rclone configuration; the file that holds it, or nil for rclone's own.
    case rclone(remote: String, configuration: String?)
  }
}

/// An address that was published once and is no more, and the one that stands in for it.
public struct RedirectSettings: Hashable, Sendable {
  /// The old address, `/kfuncs/old/`.
  public var from: Located<String>
  /// The address to go to: one of the site, perhaps with an anchor.
  public var to: Located<String>
}
