public import Diagnostics
internal import Rendering
internal import SiteData

/// A whole site that nobody wrote to disk: every file by its path, pages and data made when they are asked for.
///
/// The same values give the same bytes as a build writes.
public struct PreparedSite: Sendable {
  let site: Site
  let assets: [TemplateReader.Asset]
  let files: [DataFile]
  private let filePositions: [String: Int]

  init(_ site: Site, _ assets: [TemplateReader.Asset], _ files: [DataFile]) {
    self.site = site
    self.assets = assets
    self.files = files
    filePositions = Dictionary(files.enumerated().map { ($1.address.path, $0) }) { first, _ in first }
  }

  /// The paths of all files, relative to the top of the site, assets first.
  public var paths: [String] {
    assets.map { Self.assets + $0.name } + site.pages.map(\.address.path) + files.map(\.address.path)
  }

  /// Whether the site has the file `path`: an exact name, no pattern, no way up.
  public func has(_ path: String) -> Bool {
    asset(path) != nil || filePositions[path] != nil || site.page(at: path) != nil
  }

  /// The bytes of the file `path`; nil where there is none.
  public func bytes(at path: String) -> [UInt8]? {
    if let asset = asset(path) { return asset.bytes }
    if let position = filePositions[path] { return files[position].bytes() }
    return site.page(at: path).map(site.bytes(of:))
  }

  /// The files that pages are shown with, by path: stylesheets and the like.
  public var assetFiles: [(path: String, bytes: [UInt8])] { assets.map { (Self.assets + $0.name, $0.bytes) } }

  private static let assets = "assets/"

  private func asset(_ path: String) -> TemplateReader.Asset? {
    guard path.hasPrefix(Self.assets) else { return nil }
    return assets.first { $0.name == path.dropFirst(Self.assets.count) }
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
