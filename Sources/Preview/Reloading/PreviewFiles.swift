/// The files that the preview adds to a site, in a folder of their own.
enum PreviewFiles {
  /// A name that no file of a site has: an address never begins with a dot.
  static let folder = ".preview"
  static let events = "events"
  static let diagnostics = "diagnostics.json"
  static let script = "reload.js"
  static let stylesheet = "overlay.css"
  static let icon = "icon.svg"

  static func bytes(of name: String) -> [UInt8]? {
    switch name {
    case script: PackageResources.reload_js
    case stylesheet: PackageResources.overlay_css
    case icon: PackageResources.icon_svg
    default: nil
    }
  }
}

/// The one line that the preview adds to every page.
enum ReloadMarkup {
  /// `page` with the script before the end of its head; behind everything where a template has no head.
  ///
  /// `state` and `styles` are digests in hexadecimal digits: nothing in them can be markup.
  static func added(to page: [UInt8], state: String, styles: String) -> [UInt8] {
    let line =
      "<script src=\"/\(PreviewFiles.folder)/\(PreviewFiles.script)\" data-state=\"\(state)\" "
      + "data-styles=\"\(styles)\" defer></script>\n"
    // Text is escaped on every page, so the first `</head>` is the head's.
    guard let end = page.firstRange(of: Array("</head>".utf8))?.lowerBound else { return page + line.utf8 }
    return page[..<end] + Array(line.utf8) + page[end...]
  }
}
