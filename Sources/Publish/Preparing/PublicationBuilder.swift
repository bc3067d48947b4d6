internal import Diagnostics
internal import Glibc
internal import KfuncModel
internal import ParallelMap
public import SiteBuild
public import SiteContent

/// From content to a checked site in a temporary folder: strict build, redirects, header rules, link check, manifest.
public struct PublicationBuilder: Sendable {
  private let options: BuildOptions
  private let settings: SiteSettings
  private let releases: [String]
  private let addsGzip: Bool
  private let cname: String?

  /// A builder for `target`.
  ///
  /// - Parameters:
  ///   - options: The build; its output and strictness are set here.
  ///   - content: What is built, for its settings and releases.
  public init(_ options: BuildOptions, content: ContentFolder, target: PublishTargetSettings) {
    self.options = options
    settings = content.settings
    releases = content.catalogues.map { $0.release.description }
    addsGzip = target.addsGzip
    if case .git(_, _, _, let cname) = target.place { self.cname = cname } else { cname = nil }
  }

  /// Builds and checks. Nothing outside a temporary folder is touched.
  ///
  /// - Throws: ``PublishFailure`` or `BuildFailure` when it cannot run.
  public func build() async throws -> PublicationReport {
    let folder = try TemporaryFolder()
    let site = folder.path + "/site"
    var options = options
    options.output = site
    options.isStrict = true
    let report = try await SitePipeline(options).run()
    var diagnostics = report.diagnostics.filter { $0.severity >= .warning }
    guard report.written != nil, diagnostics.isEmpty else {
      return PublicationReport(publication: nil, diagnostics: diagnostics)
    }
    let paths = try SiteFiles.paths(in: site)
    diagnostics += try addRedirects(to: site, paths: Set(paths))
    try addHostFiles(to: site)
    guard diagnostics.isEmpty else { return PublicationReport(publication: nil, diagnostics: diagnostics) }

    var files = try await read(SiteFiles.paths(in: site), of: site)
    diagnostics = SiteLinkCheck.diagnostics(of: files.compactMap(\.page), paths: Set(files.map(\.file.path)))
    guard diagnostics.isEmpty else { return PublicationReport(publication: nil, diagnostics: diagnostics) }
    if addsGzip { files += try await compress(files.map(\.file), in: site) }
    let manifest = SiteManifest(files: files.map(\.file))
    try LocalFile.create(manifest.json, at: site + "/" + SiteManifest.path)
    return PublicationReport(
      publication: PreparedPublication(
        folder: folder, site: site, manifest: manifest,
        redirected: Set(settings.redirects.map(\.from.value)), releases: releases),
      diagnostics: [])
  }

  private struct ReadFile: Sendable {
    var file: SiteManifest.File
    var page: SiteLinkCheck.Page?
  }

  private func read(_ paths: [String], of site: String) async throws -> [ReadFile] {
    let base = SiteBase(options.baseURL ?? settings.baseURL)
    return try await paths.parallelMap(width: options.width) { path in
      let bytes = try LocalFile.bytes(site + "/" + path)
      let page = SitePath.isPage(path) ? SiteLinkCheck.Page(path: path, bytes: bytes, base: base) : nil
      let digest = FileDigest.hexadecimal(of: bytes)
      return ReadFile(
        file: SiteManifest.File(path: path, size: bytes.count, digest: digest, anchors: page?.anchors), page: page)
    }
  }

  private func addRedirects(to site: String, paths: Set<String>) throws -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    for redirect in settings.redirects {
      let path = SitePath.file(at: redirect.from.value)
      guard SitePath.isSafe(path), SitePath.isPage(path) else {
        diagnostics.append(
          Diagnostic(
            .error, "redirect-refused", "a redirect stands at a page: its address ends in / or .html",
            at: redirect.from.location))
        continue
      }
      guard !paths.contains(path) else {
        diagnostics.append(
          Diagnostic(
            .error, "redirect-collision", "'\(redirect.from.value)' is a page of the site; it needs no redirect",
            at: redirect.from.location))
        continue
      }
      // That the new address exists is the link check's to say; a chain of redirects leads there as well.
      if let last = SitePath.folders(of: path).last { try LocalFile.makeFolders(site + "/" + last) }
      try LocalFile.create(RedirectPage.bytes(at: path, to: redirect.to.value), at: site + "/" + path)
    }
    return diagnostics
  }

  private func addHostFiles(to site: String) throws {
    if !settings.redirects.isEmpty {
      try LocalFile.create(RedirectPage.hostRules(settings.redirects), at: site + "/_redirects")
    }
    if let cname {
      try LocalFile.create(Array((cname + "\n").utf8), at: site + "/CNAME")
    }
  }

  private func compress(_ files: [SiteManifest.File], in site: String) async throws -> [ReadFile] {
    let worthwhile = files.filter { GzipText.isWorthwhile($0.path, size: $0.size) }
    return try await worthwhile.parallelMap(width: options.width) { file in
      guard let packed = GzipText.compressed(try LocalFile.bytes(site + "/" + file.path)) else {
        throw PublishFailure("cannot-write", "cannot be compressed", path: file.path)
      }
      let path = file.path + ".gz"
      try LocalFile.create(packed, at: site + "/" + path)
      return ReadFile(
        file: SiteManifest.File(path: path, size: packed.count, digest: FileDigest.hexadecimal(of: packed)))
    }
  }
}
