internal import Diagnostics
internal import Glibc

/// The files of a site's folder.
enum SiteFiles {
  /// What a build or a publish leaves for itself at the top of a site, and no reader asks for.
  static let own: Set<String> = [".kfuncdocs-site", ".nojekyll", SiteManifest.path]

  /// The paths of all regular files but ``own``, in order of bytes.
  ///
  /// - Throws: ``PublishFailure`` of code `not-a-file` for a link or device, `unsafe-path` for a name that no list of files
  ///   can hold.
  static func paths(in folder: String) throws -> [String] {
    var paths: [String] = []
    var waiting = [""]
    while let current = waiting.popLast() {
      for name in try LocalFile.names(in: folder + "/" + current) {
        let path = current.isEmpty ? name : current + "/" + name
        if current.isEmpty, own.contains(name) { continue }
        guard SitePath.isSafe(path) else {
          throw PublishFailure("unsafe-path", "no file of a site may be called that", path: path)
        }
        switch LocalFile.kind(folder + "/" + path) {
        case S_IFDIR?: waiting.append(path)
        case S_IFREG?: paths.append(path)
        default: throw PublishFailure("not-a-file", "is neither a file nor a folder", path: path)
        }
      }
    }
    return paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
