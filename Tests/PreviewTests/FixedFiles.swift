@testable import Preview

/// A site of a few files, written by hand.
struct FixedFiles: SiteFiles {
  var files: [String: [UInt8]]

  init(_ files: [String: String]) { self.files = files.mapValues { Array($0.utf8) } }

  func has(_ path: String) -> Bool { files[path] != nil }
  func bytes(at path: String) -> [UInt8]? { files[path] }
  var assetFiles: [(path: String, bytes: [UInt8])] {
    files.filter { $0.key.hasPrefix("assets/") }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  static let small = FixedFiles([
    "index.html": "<html><head><title>Home</title></head><body>home</body></html>",
    "kfuncs/index.html": "<html><head></head><body>list</body></html>",
    "kfuncs/bpf_x/index.html": "<html><head></head><body>entry</body></html>",
    "a%20b/index.html": "<html><head></head><body>odd</body></html>",
    "search/index.html": "<html><head></head><body>search</body></html>",
    "404.html": "<html><head></head><body>not here</body></html>",
    "assets/site.css": "body { color: black }",
    "assets/letters.txt": "abcdefghijklmnopqrstuvwxyz",
    "data/kfuncs.json": "{}",
  ])
}
