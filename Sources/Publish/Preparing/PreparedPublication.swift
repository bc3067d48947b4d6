public import Diagnostics

/// A site in a folder of its own, checked, with its manifest: what is ready to leave.
public struct PreparedPublication: Sendable {
  /// The folder with every file of ``manifest``, and the manifest itself beside them.
  public let folder: String
  /// What is in it.
  public let manifest: SiteManifest
  /// The addresses that are redirects.
  public let redirected: Set<String>
  /// The releases that the site tells of, oldest first, such as `6.12`.
  public let releases: [String]
  /// Keeps the folder for as long as it is needed.
  private let keeper: TemporaryFolder

  init(folder: TemporaryFolder, site: String, manifest: SiteManifest, redirected: Set<String>, releases: [String]) {
    keeper = folder
    self.folder = site
    self.manifest = manifest
    self.redirected = redirected
    self.releases = releases
  }

  /// This publication, beside which stays what pages of the site before, with the manifest `old`, may yet ask for.
  ///
  /// - Throws: ``PublishFailure`` where the manifest cannot be written anew.
  public func keeping(partsOf old: SiteManifest?) throws -> PreparedPublication {
    let manifest = manifest.keeping(partsOf: old)
    if manifest != self.manifest {
      try LocalFile.removeTree(path(of: SiteManifest.path))
      try LocalFile.create(manifest.json, at: path(of: SiteManifest.path))
    }
    return PreparedPublication(
      folder: keeper, site: folder, manifest: manifest, redirected: redirected, releases: releases)
  }

  /// The path of a file of the site.
  func path(of file: String) -> String { folder + "/" + file }
}

/// What became of building and checking.
public struct PublicationReport: Sendable {
  /// What is ready to leave; nil where anything was wrong.
  public let publication: PreparedPublication?
  /// What was found wrong.
  public let diagnostics: [Diagnostic]
}
