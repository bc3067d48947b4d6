internal import Diagnostics
internal import Foundation

/// A branch of a git repository that holds the site and nothing else: one commit for each publish.
///
/// Only plumbing runs: objects are written, a tree is made from an index of its own in a temporary folder, and a ref moves
/// from a value that is known to a new one. Work tree and index of the repository are not looked at.
struct GitTarget: PublishTarget {
  /// Runs git in the repository.
  let git: GitTransport
  /// Where the branch is pushed to; nil for a branch of the repository itself.
  let remote: String?
  /// The branch.
  let branch: String
  /// Seconds since 1970 for the commit; nil for the time at which it is made.
  let date: String?

  private static let siteTrailer = "Kfuncdocs-Site"
  private static let rollbackTrailer = "Kfuncdocs-Rollback-To"
  private var reference: String { "refs/heads/" + branch }

  func published() throws -> SiteManifest? { try tip().map { try $0.manifest(git) } }

  func publish(_ publication: PreparedPublication, replacing old: SiteManifest?) throws -> PublishOutcome {
    try refuseCheckedOutBranch()
    let tip = try tip()
    guard try tip.map({ try $0.manifest(git) }) == old else { throw moved() }
    let tree = try writeTree(publication, after: tip?.commit)
    let releases = publication.releases.isEmpty ? "no release" : publication.releases.joined(separator: ", ")
    let message = """
      Publish the site of \(releases)

      \(publication.manifest.files.count) files, \(publication.manifest.size) bytes.

      \(Self.siteTrailer): \(publication.manifest.identity)

      """
    let commit = try git.commit(tree: tree, parent: tip?.commit, message: message, date: date)
    try move(to: commit, from: tip?.commit)
    return PublishOutcome("\(branch) is \(commit.prefix(12))")
  }

  func rollBack() throws -> PublishOutcome {
    try refuseCheckedOutBranch()
    guard let tip = try tip() else { throw PublishFailure("no-rollback", "there is no branch '\(branch)'") }
    // After a rollback the next one goes on from where the first arrived.
    let shown = tip.trailers[Self.rollbackTrailer] ?? tip.commit
    guard GitTransport.isObjectName(shown), let earlier = try git.parent(of: shown) else {
      throw PublishFailure("no-rollback", "there is no older commit on '\(branch)'")
    }
    let before = try own(earlier)
    let message = """
      Go back to the site of \(earlier.prefix(12))

      \(Self.siteTrailer): \(try before.manifest(git).identity)
      \(Self.rollbackTrailer): \(earlier)

      """
    let tree = try git.tree(of: earlier)
    let commit = try git.commit(tree: tree, parent: tip.commit, message: message, date: date)
    try move(to: commit, from: tip.commit)
    return PublishOutcome("\(branch) is \(commit.prefix(12)), the site of \(earlier.prefix(12))")
  }

  // MARK: The branch as it is

  /// A commit that a publish made.
  private struct Publish {
    let commit: String
    let trailers: [String: String]

    func manifest(_ git: GitTransport) throws -> SiteManifest {
      let bytes = try git.file(SiteManifest.path, of: commit)
      let manifest = try SiteManifest(json: bytes, file: "\(commit.prefix(12)):\(SiteManifest.path)")
      // What stands there is what was sent: nobody changed the tree under our words.
      guard FileDigest.hexadecimal(of: bytes) == trailers[GitTarget.siteTrailer] else {
        throw PublishFailure("target-refused", "commit \(commit.prefix(12)) was not made by kfuncdocs publish")
      }
      return manifest
    }
  }

  private func tip() throws -> Publish? {
    guard let commit = try remote.map({ try git.remoteTip($0, reference) }) ?? git.localTip(reference) else {
      return nil
    }
    if let remote { try git.fetch(remote, reference) }
    return try own(commit)
  }

  private func own(_ commit: String) throws -> Publish {
    let trailers = try git.trailers(of: commit)
    guard let identity = trailers[Self.siteTrailer], FileDigest.isDigest(identity) else {
      throw PublishFailure(
        "target-refused",
        "commit \(commit.prefix(12)) on '\(branch)' was not made by kfuncdocs publish; name a branch that is not there")
    }
    return Publish(commit: commit, trailers: trailers)
  }

  private func refuseCheckedOutBranch() throws {
    guard remote == nil, try git.checkedOutBranches().contains(reference) else { return }
    throw PublishFailure("target-refused", "'\(branch)' is checked out in a work tree of the repository")
  }

  // MARK: The branch as it will be

  private func writeTree(_ publication: PreparedPublication, after commit: String?) throws -> String {
    let own = try TemporaryFolder()
    // GitHub's pages would leave out names that begin with an underscore otherwise.
    try LocalFile.create([], at: own.path + "/.nojekyll")
    var files = publication.manifest.files.map { (name: $0.path, source: publication.path(of: $0.path)) }
    files.append((SiteManifest.path, publication.path(of: SiteManifest.path)))
    files.append((".nojekyll", own.path + "/.nojekyll"))
    let kept = Set(publication.manifest.kept.map(\.path))
    let objects = try kept.isEmpty ? [] : commit.map { try git.objects(of: $0).filter { kept.contains($0.name) } } ?? []
    return try git.tree(of: files, objects, index: own.path + "/index")
  }

  private func move(to commit: String, from old: String?) throws {
    let refusal: TransferProgram.Outcome?
    if let remote {
      refusal = try git.push(commit, to: remote, reference, from: old)
    } else {
      refusal = try git.update(reference, to: commit, from: old)
    }
    guard let refusal else { return }
    let now = try remote.map { try git.remoteTip($0, reference) } ?? git.localTip(reference)
    if now == commit { return }
    guard now == old else { throw moved() }
    // The branch stands where it stood: it is git that could not move it.
    guard let lock = Self.lock(in: refusal) else { throw git.failed("move '\(branch)'", refusal) }
    throw PublishFailure(
      "branch-locked",
      "'\(branch)' is locked by another git, or by the file that a killed one left (\(lock)); nothing was published: run it "
        + "again, and if this stays, remove that file once no git runs there")
  }

  /// The lock file that git could not make, as its message names it.
  private static func lock(in outcome: TransferProgram.Outcome) -> String? {
    let said = outcome.errors + "\n" + String(decoding: outcome.output, as: UTF8.self)
    return said.firstMatch(of: #/Unable to create '(?<path>[^']*\.lock)'/#).map { String($0.path) }
  }

  private func moved() -> PublishFailure {
    PublishFailure("target-moved", "'\(branch)' changed meanwhile; nothing was published, run it again")
  }
}
