public import Diagnostics
internal import Rendering
internal import SiteData

/// A whole site that nobody wrote to disk: every file by its path, pages and data made when they are asked for.
///
/// The same values give the same bytes as a build writes.
public struct PreparedSite: Sendable {
  let site: Site
  let assets: [TemplateReader.Asset]
  private let planned: SiteDataFiles
  private let facts: PublishedFacts
  private let others: [DataFile]
  let assetFolder: AssetFolder
  private let assetPrefix: String
  /// What it is made from.
  let sources: SiteSources

  /// The site of `site`, the `assets` in their folder, the `planned` files made of `facts`, and `others`, all from `sources`.
  init(
    _ site: Site, _ assets: [TemplateReader.Asset], in assetFolder: AssetFolder, _ planned: SiteDataFiles,
    of facts: PublishedFacts, and others: [DataFile], from sources: SiteSources
  ) {
    self.site = site
    self.assets = assets
    self.assetFolder = assetFolder
    assetPrefix = assetFolder.path + "/"
    self.planned = planned
    self.facts = facts
    self.others = others
    self.sources = sources
  }

  /// What is written beside pages and assets.
  var files: [DataFile] { planned.files(of: facts) + others }

  /// The paths of all files, relative to the top of the site, assets first.
  public var paths: [String] {
    assets.map { assetPrefix + $0.name } + site.plan.addresses.map(\.path) + planned.paths + others.map(\.address.path)
  }

  /// Whether the site has the file `path`: an exact name, no pattern, no way up.
  public func has(_ path: String) -> Bool {
    asset(path) != nil || planned.has(path) || other(path) != nil || site.plan.has(path)
  }

  /// The bytes of the file `path`; nil where there is none.
  public func bytes(at path: String) -> [UInt8]? {
    if let asset = asset(path) { return asset.bytes }
    if let bytes = planned.bytes(at: path, of: facts) { return bytes }
    if let other = other(path) { return other.bytes() }
    return site.page(at: path).map(site.bytes(of:))
  }

  private func other(_ path: String) -> DataFile? { others.first { $0.address.path == path } }

  /// The files that pages are shown with, by path: stylesheets and the like.
  public var assetFiles: [(path: String, bytes: [UInt8])] {
    assets.map { (assetPrefix + $0.name, $0.bytes) }
  }

  private func asset(_ path: String) -> TemplateReader.Asset? {
    guard path.hasPrefix(assetPrefix) else { return nil }
    return assets.first { $0.name == path.dropFirst(assetPrefix.count) }
  }
}

/// What became of everything but writing.
public struct SitePreparation: Sendable {
  /// The site; nil when faults kept it from being made.
  public let site: PreparedSite?
  /// Everything that was found wrong.
  public let diagnostics: [Diagnostic]

  /// A preparation made of its parts.
  public init(site: PreparedSite?, diagnostics: [Diagnostic]) {
    self.site = site
    self.diagnostics = diagnostics
  }

  /// What becomes of a build that could not run.
  public init(_ failure: BuildFailure) { self.init(site: nil, diagnostics: [failure.diagnostic]) }
}
