public import Diagnostics
internal import Foundation

/// Whether a place holds what its manifest promises, byte for byte.
public enum SiteVerification {
  /// What is wrong with the site in `folder`, by the manifest in it; files that the manifest does not name are found too.
  /// Of a folder that publishes went to, the site is the one that it shows.
  ///
  /// - Throws: ``PublishFailure`` or a `Diagnostic` where there is no manifest that can be read.
  public static func folder(_ folder: String) throws -> (manifest: SiteManifest, findings: [Diagnostic]) {
    if LocalFile.kind(folder + "/" + SiteManifest.path) == nil,
      LocalFile.kind(folder + "/current/" + SiteManifest.path) != nil
    {
      return try Self.folder(folder + "/current")
    }
    let path = folder + "/" + SiteManifest.path
    guard LocalFile.kind(path) != nil else {
      throw PublishFailure(
        "no-manifest", "there is no \(SiteManifest.path), which publish writes: nothing says what belongs here",
        path: folder)
    }
    let manifest = try SiteManifest(json: LocalFile.bytes(path), file: path)
    return (manifest, try Self.folder(folder, against: manifest))
  }

  /// What is kept of an earlier publish may be missing, but has the bytes that the manifest says.
  static func folder(
    _ folder: String, against manifest: SiteManifest, reportsStrays: Bool = true
  ) throws -> [Diagnostic] {
    var findings: [Diagnostic] = []
    func report(_ code: Diagnostic.Code, _ message: String, _ path: String) {
      findings.append(Diagnostic(.error, code, message, at: SourceLocation(file: folder + "/" + path)))
    }
    let kept = Set(manifest.kept.map(\.path))
    for file in manifest.everything {
      guard let bytes = try? LocalFile.bytes(folder + "/" + file.path) else {
        if kept.contains(file.path), LocalFile.kind(folder + "/" + file.path) == nil { continue }
        report("missing-file", "is in the manifest and not here", file.path)
        continue
      }
      if bytes.count != file.size {
        report("wrong-file", "has \(bytes.count) bytes; the manifest says \(file.size)", file.path)
      } else if FileDigest.hexadecimal(of: bytes) != file.digest {
        report("wrong-file", "has other bytes than the manifest says", file.path)
      }
    }
    if reportsStrays {
      let known = Set(manifest.everything.map(\.path))
      for path in try SiteFiles.paths(in: folder) where !known.contains(path) {
        report("stray-file", "is here and not in the manifest", path)
      }
    }
    return findings.sorted()
  }
}
