/// What is served while there is no site at all: one page, which reloads itself when there is one, and an icon, which
/// browsers would look for in vain otherwise.
struct UnbuiltSite: SiteFiles {
  /// What the page says.
  let words: String

  func has(_ path: String) -> Bool { false }

  func bytes(at path: String) -> [UInt8]? {
    guard path == "404.html" else { return nil }
    return Array(
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <title>kfuncdocs preview</title>
      <link rel="icon" href="/.preview/icon.svg">
      </head>
      <body>
      <p>\(words)</p>
      </body>
      </html>

      """.utf8)
  }

  var assetFiles: [(path: String, bytes: [UInt8])] { [] }
}
