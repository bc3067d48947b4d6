internal import Synchronization
internal import SiteBuild

/// Where files of a site come from, by exact path relative to its top.
protocol SiteFiles: Sendable {
  /// Whether there is a file `path`.
  func has(_ path: String) -> Bool
  /// Its bytes; nil where there is none.
  func bytes(at path: String) -> [UInt8]?
  /// The files that pages are shown with.
  var assetFiles: [(path: String, bytes: [UInt8])] { get }
}

extension PreparedSite: SiteFiles {}

/// One state of the site, as browsers see it.
final class ServedFiles: Sendable {
  /// A file as it is sent, with its digest.
  struct File: Sendable {
    let path: String
    let bytes: [UInt8]
    let tag: EntityTag
    /// The digest of the page itself and of every asset but stylesheets: what makes a reload worth while.
    let state: EntityTag

    var isPage: Bool { path.hasSuffix(".html") }
  }

  /// The most files whose rendering is kept: those that browsers show now.
  private static let mostKept = 32

  private let files: any SiteFiles
  /// A digest of the stylesheets.
  let styles: EntityTag
  private let assets: EntityTag
  private let kept = Mutex<[String: File]>([:])

  /// The site of `files`.
  init(_ files: any SiteFiles) {
    self.files = files
    let (styles, others) = (
      files.assetFiles.filter { $0.path.hasSuffix(".css") }, files.assetFiles.filter { !$0.path.hasSuffix(".css") }
    )
    self.styles = Self.digest(styles)
    assets = Self.digest(others)
  }

  /// Whether there is no site at all.
  var isUnbuilt: Bool { files is UnbuiltSite }

  func has(_ path: String) -> Bool { files.has(path) }

  /// The file `path`, pages with the script that reloads them.
  func file(_ path: String) -> File? {
    if let file = kept.withLock({ $0[path] }) { return file }
    guard let bytes = files.bytes(at: path) else { return nil }
    let file: File
    if path.hasSuffix(".html") {
      let state = EntityTag(of: Array((EntityTag(of: bytes).digits + assets.digits).utf8))
      let sent = ReloadMarkup.added(to: bytes, state: state.digits, styles: styles.digits)
      file = File(path: path, bytes: sent, tag: EntityTag(of: sent), state: state)
    } else {
      let tag = EntityTag(of: bytes)
      file = File(path: path, bytes: bytes, tag: tag, state: tag)
    }
    kept.withLock { kept in
      if kept.count >= Self.mostKept { kept.removeAll() }
      kept[path] = file
    }
    return file
  }

  /// What a browser shows at `path`: the file, or the site's page for what is not found.
  func shown(at path: RequestPath) -> File? {
    if let file = path.file.flatMap({ self.file($0) }) { return file }
    return file("404.html")
  }

  private static func digest(_ files: [(path: String, bytes: [UInt8])]) -> EntityTag {
    let lines = files.map { "\(EntityTag(of: $0.bytes).digits) \($0.path)" }.sorted()
    return EntityTag(of: Array(lines.joined(separator: "\n").utf8))
  }
}
