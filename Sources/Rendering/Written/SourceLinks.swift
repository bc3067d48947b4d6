internal import HTMLText
internal import KfuncModel
internal import RecordWords
public import SiteContent

/// Links from `file:line` to where the line can be looked at: at the tag that has the number of what was read.
///
/// What was imported may be a distribution's patched tree, whose lines differ from the tag's: ``note`` says so wherever
/// there are such links. Without a pattern, and for versions that no tag can be named for, places stay text.
public struct SourceLinks: Sendable {
  private let pattern: String?
  private let tags: [KernelRelease: String]
  /// What stands on every page that may hold such links; nil where there are none.
  public let note: String?

  /// No links: places stay text.
  public init() { self.init(nil, []) }

  /// Links by `source-url` of `site.yml`, for the releases of `content`.
  public init(_ content: ContentFolder) { self.init(content.settings.sourceURL, content.catalogues) }

  init(_ pattern: String?, _ catalogues: [ReleaseCatalogue]) {
    var tags: [KernelRelease: String] = [:]
    var read: [String] = []
    for catalogue in catalogues {
      guard let version = KernelRelease(catalogue.source.version) else { continue }
      tags[catalogue.release.mainline] = "v\(version)"
      let description = catalogue.source.description
      if !description.isEmpty, !read.contains(description) { read.append(description) }
    }
    self.pattern = pattern
    self.tags = tags
    let what = read.isEmpty ? "" : " (\(Phrases.list(read)))"
    note =
      pattern == nil || tags.isEmpty
      ? nil
      : "Links of files and lines lead to the kernel’s tag of the same number; "
        + "lines of what was read here\(what) can differ from it."
  }

  /// The address of `source` in `release`; nil where it has none.
  func href(_ source: SourceReference, in release: KernelRelease) -> String? {
    guard let pattern, let tag = tags[release.mainline] else { return nil }
    // Parts are put in from left to right, so that nothing in a file's name is taken for a place of the pattern.
    var address = ""
    var rest = pattern[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      address += rest[..<open]
      switch rest[rest.index(after: open)..<close] {
      case "tag": address += Self.escaped(tag)
      case "file": address += Self.escaped(source.file)
      default: address += String(source.line)
      }
      rest = rest[rest.index(after: close)...]
    }
    return address + rest
  }

  /// Adds `file:line`, linked where it can be.
  func add(_ source: SourceReference, in release: KernelRelease, isCode: Bool = false, to html: inout HTMLText) {
    func words(_ html: inout HTMLText) {
      if isCode { html.element("code", text: source.description) } else { html.text(source.description) }
    }
    guard let href = href(source, in: release) else { return words(&html) }
    html.element("a", ["href": href]) { words(&$0) }
  }

  /// Adds `line 17` where the file was named before, linked where it can be.
  func addLine(_ source: SourceReference, in release: KernelRelease, to html: inout HTMLText) {
    let words = "line \(source.line)"
    guard let href = href(source, in: release) else { return html.text(words) }
    html.element("a", ["href": href], text: words)
  }

  /// Adds `text`, a sentence of ours, with each `path/file:line` in it linked to `release`.
  func add(_ text: String, in release: KernelRelease, to html: inout HTMLText) {
    guard pattern != nil, tags[release.mainline] != nil else { return html.text(text) }
    let bytes = Array(text.utf8)
    var written = 0
    var start = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, Self.isOfPlace(bytes[end]) { end += 1 }
      if let (source, length) = Self.place(bytes[start..<end]), let href = href(source, in: release) {
        html.text(String(decoding: bytes[written..<start], as: UTF8.self))
        html.element("a", ["href": href], text: source.description)
        written = start + length
      }
      start = max(end, start + 1)
    }
    html.text(String(decoding: bytes[written...], as: UTF8.self))
  }

  /// The place that a word begins with: a path with a folder (or MAINTAINERS), a colon, digits.
  private static func place(_ word: ArraySlice<UInt8>) -> (source: SourceReference, length: Int)? {
    guard let colon = word.lastIndex(of: UInt8(ascii: ":")), colon > word.startIndex else { return nil }
    let digits = word[(colon + 1)...].prefix { (0x30...0x39).contains($0) }
    let file = String(decoding: word[..<colon], as: UTF8.self)
    guard let line = Int(String(decoding: digits, as: UTF8.self)), line > 0,
      file == "MAINTAINERS" || file.contains("/"),
      !file.hasPrefix("/"), !file.contains(":")
    else { return nil }
    return (SourceReference(file: file, line: line), colon + 1 + digits.count - word.startIndex)
  }

  private static func isOfPlace(_ byte: UInt8) -> Bool {
    PageAddress.isPlain(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "+")
  }

  private static func escaped(_ path: String) -> String {
    var escaped = ""
    for byte in path.utf8 {
      if PageAddress.isPlain(byte) || byte == UInt8(ascii: "/") {
        escaped.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        escaped += PageAddress.percentEncoded(byte)
      }
    }
    return escaped
  }
}
