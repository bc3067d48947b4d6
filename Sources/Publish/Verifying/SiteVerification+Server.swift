public import Diagnostics
internal import Foundation

/// A site read back through its server, as readers get it.
extension SiteVerification {
  /// What is wrong with the site at `address`, by the manifest that the server shows.
  ///
  /// Every file of the manifest is fetched, by curl(1), twenty at a time, and compared by its SHA-256. Answers other than
  /// 200 are findings; redirects are not followed.
  ///
  /// - Throws: ``PublishFailure`` or a `Diagnostic` where there is no manifest that can be read.
  public static func server(_ address: String) throws -> (manifest: SiteManifest, findings: [Diagnostic]) {
    var top = address
    while top.hasSuffix("/") { top.removeLast() }
    guard top.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }),
      !top.contains(where: { $0 == "?" || $0 == "#" })
    else {
      throw PublishFailure("wrong-address", "no address of a site: a query, a fragment, or characters beside ASCII")
    }
    let folder = try TemporaryFolder()
    let curl = TransferProgram("curl", timeLimit: 3600) { $0.lowercased().hasSuffix("_proxy") }
    try fetch([SiteManifest.path], from: top, to: folder.path, with: curl)
    let path = folder.path + "/" + SiteManifest.path
    guard LocalFile.kind(path) != nil else {
      throw PublishFailure("no-manifest", "the server shows no \(SiteManifest.path)", path: shown(top))
    }
    let manifest = try SiteManifest(json: LocalFile.bytes(path), file: shown(top) + "/" + SiteManifest.path)
    for name in Set(manifest.everything.flatMap { SitePath.folders(of: $0.path) }).sorted() {
      try LocalFile.makeFolders(folder.path + "/" + name)
    }
    // Rules for the host are read by it, and not shown.
    let hidden: Set<String> = ["_headers", "_redirects", "CNAME"]
    func isVisible(_ file: SiteManifest.File) -> Bool { !hidden.contains(file.path) && !file.path.hasSuffix(".gz") }
    let visible = SiteManifest(files: manifest.files.filter(isVisible), kept: manifest.kept.filter(isVisible))
    try fetch(visible.everything.map(\.path), from: top, to: folder.path, with: curl)
    let findings = try Self.folder(folder.path, against: visible, reportsStrays: false)
    let names = findings.map { finding in
      var finding = finding
      let file = finding.location?.file.dropFirst(folder.path.utf8.count) ?? ""
      finding.location = SourceLocation(file: shown(top) + file)
      if finding.code == "missing-file" { finding.message = "is in the manifest and the server does not show it" }
      return finding
    }
    return (visible, names)
  }

  private static func fetch(_ paths: [String], from top: String, to folder: String, with curl: TransferProgram) throws {
    var configuration = ""
    for path in paths {
      // A folder's page is asked for as readers do.
      let address = SitePath.address(of: path) ?? "/" + path
      configuration += "url = \"\(top)\(encoded(address))\"\noutput = \"\(quoted(folder + "/" + path))\"\n"
    }
    // --silent does not silence the meter of --parallel (curl 7.88), which would stand where the reason is looked for.
    let outcome = try curl.run(
      [
        "--disable", "--no-progress-meter", "--fail", "--proto", "=http,https", "--globoff", "--path-as-is",
        "--connect-timeout", "20", "--max-time", "600", "--max-filesize", "536870912", "--parallel",
        "--parallel-max", "20", "--config", "-",
      ], input: Array(configuration.utf8))
    // A host that cannot be reached or found is no finding about a file.
    guard ![5, 6, 7, 28, 35, 60].contains(outcome.status) else { throw curl.failed("read the site", outcome) }
  }

  /// A path on disk as an address spells it: the percent signs of names are encoded once more.
  private static func encoded(_ address: String) -> String {
    var text = ""
    for byte in address.utf8 {
      let isPlain =
        (0x61...0x7a).contains(byte | 0x20) || (0x30...0x39).contains(byte) || "-_.~/".utf8.contains(byte)
      text +=
        isPlain ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
    return text
  }

  /// As curl's configuration quotes it.
  private static func quoted(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
  }

  /// An address without credentials.
  private static func shown(_ address: String) -> String { Redaction([:]).covered(address) }
}
