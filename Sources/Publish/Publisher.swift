public import Diagnostics
internal import Foundation
public import SiteContent

/// One target of `site.yml`, and what can be done with it.
public struct Publisher: Sendable {
  private let settings: PublishTargetSettings
  private let target: any PublishTarget

  /// The publisher for `settings`.
  ///
  /// - Parameters:
  ///   - root: The folder that relative paths of the settings count from: the one around the content.
  ///   - date: Seconds since 1970 that a commit is dated with; nil for the time of the commit.
  ///   - takesOver: Whether to go on where another machine's publish said that it writes.
  public init(_ settings: PublishTargetSettings, root: String, date: String?, takesOver: Bool = false) {
    self.settings = settings
    func path(_ text: String) -> String {
      text.hasPrefix("/") ? text : (root.isEmpty ? "." : root) + "/" + text
    }
    switch settings.place {
    case .directory(let folder, let keep):
      // No program gets this one as a word, so it is told as it was written.
      target = DirectoryTarget(folder: root.isEmpty ? folder : path(folder), keep: keep)
    case .git(let repository, let remote, let branch, _):
      target = GitTarget(
        git: GitTransport(repository: path(repository), timeLimit: settings.timeLimit), remote: remote, branch: branch,
        date: date)
    case .rsync(let destination, let port):
      target = RemoteTarget(
        transport: RsyncTransport(destination: destination, port: port, timeLimit: settings.timeLimit),
        takesOver: takesOver)
    case .rclone(let remote, let configuration):
      target = RemoteTarget(
        transport: RcloneTransport(
          remote: remote, configuration: configuration.map(path), timeLimit: settings.timeLimit), takesOver: takesOver)
    }
  }

  /// The manifest of what stands there; nil where nothing was published yet.
  public func published() throws -> SiteManifest? { try target.published() }

  /// Publishes what differs from `old`, which ``published()`` answered.
  public func publish(_ publication: PreparedPublication, replacing old: SiteManifest?) throws -> PublishOutcome {
    try target.publish(publication, replacing: old)
  }

  /// Where nothing differs: removes what a stopped publish left; what came of it, nil where there was nothing to do.
  public func finish(_ publication: PreparedPublication) throws -> PublishOutcome? { try target.finish(publication) }

  /// Puts the site before the present one back.
  public func rollBack() throws -> PublishOutcome { try target.rollBack() }

  /// What readers would lose by `comparison`, less what was allowed by name, as errors at the target's place.
  ///
  /// - Parameter allowed: Addresses as ``ManifestComparison`` writes them; each one covers its anchors. One that does not
  ///   vanish is reported: it was probably mistyped.
  public func losses(_ comparison: ManifestComparison, allowed: [String]) -> [Diagnostic] {
    let allowedSet = Set(allowed)
    var diagnostics: [Diagnostic] = []
    for address in comparison.vanishedAddresses where !allowedSet.contains(address) {
      diagnostics.append(
        Diagnostic(
          .error, "vanished-address",
          "'\(address)' is published and would vanish; redirect it in site.yml, or allow it with --allow-removal",
          at: settings.location))
    }
    for anchor in comparison.vanishedAnchors
    where !allowedSet.contains(anchor) && !allowedSet.contains(String(anchor.prefix { $0 != "#" })) {
      diagnostics.append(
        Diagnostic(
          .error, "vanished-anchor", "'\(anchor)' is published and would vanish; allow it with --allow-removal",
          at: settings.location))
    }
    let vanished = Set(comparison.vanishedAddresses + comparison.vanishedAnchors)
    let pages = Set(comparison.vanishedAnchors.map { String($0.prefix { $0 != "#" }) })
    for address in allowed where !vanished.contains(address) && !pages.contains(address) {
      diagnostics.append(
        Diagnostic(.error, "unknown-address", "'\(address)' of --allow-removal would not vanish", at: settings.location)
      )
    }
    return diagnostics.sorted()
  }
}
