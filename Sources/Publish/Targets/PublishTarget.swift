internal import Diagnostics
internal import SiteContent

/// A place that holds a published site.
protocol PublishTarget: Sendable {
  /// The manifest of what stands there now; nil where nothing was published yet.
  ///
  /// - Throws: ``PublishFailure`` where what stands there is someone else's, or cannot be read.
  func published() throws -> SiteManifest?

  /// Puts `publication` in place of `old`; whatever stops it, readers see a whole site, and the next call goes on.
  func publish(_ publication: PreparedPublication, replacing old: SiteManifest?) throws -> PublishOutcome

  /// Where `publication` is what stands there already: does what a stopped publish had yet to do behind it, if anything.
  func finish(_ publication: PreparedPublication) throws -> PublishOutcome?

  /// Puts the site before the present one back, if the place keeps it.
  func rollBack() throws -> PublishOutcome
}

extension PublishTarget {
  func finish(_ publication: PreparedPublication) throws -> PublishOutcome? { nil }

  func rollBack() throws -> PublishOutcome {
    throw PublishFailure(
      "no-rollback", "this kind of target keeps one site; publish the older content again to go back")
  }
}

/// What came of publishing.
public struct PublishOutcome: Sendable {
  /// One line for people: what stands where.
  public let summary: String

  init(_ summary: String) { self.summary = summary }
}
