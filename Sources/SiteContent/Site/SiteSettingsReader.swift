internal import Diagnostics
internal import KfuncModel
internal import YAMLText

/// Reads `site.yml`.
enum SiteSettingsReader {
  static func read(_ file: ContentFile, diagnostics: inout [Diagnostic]) -> SiteSettings {
    var settings = SiteSettings()
    guard let root = YAMLFile.root(of: file, diagnostics: &diagnostics) else { return settings }
    var fields = ContentFields(root, what: "site.yml")
    if let title = fields.string("title") { settings.title = title }
    if let tagline = fields.optionalString("tagline") { settings.tagline = tagline }
    settings.baseURL = baseURL(&fields)
    if let archive = address(&fields, "archive-url", holding: ["message-id"]) { settings.archiveURL = archive }
    settings.commitURL = address(&fields, "commit-url", holding: ["commit"])
    settings.sourceURL = address(&fields, "source-url", holding: ["tag", "file", "line"])
    if let node = fields.node("verify-within-days") {
      if case .scalar(let text, true) = node.value, let days = Int(text), (1...36_500).contains(days) {
        settings.verifyWithinDays = days
      } else {
        fields.report("wrong-type", "'verify-within-days' must be a number of days, 1 to 36500", node.location)
      }
    }
    settings.reportURL = address(&fields, "report-url", holding: [])
    if let node = fields.node("publish") {
      settings.publishTargets = PublishSettingsReader.targets(node, diagnostics: &diagnostics)
    }
    if let node = fields.node("redirects") {
      settings.redirects = RedirectSettingsReader.redirects(node, diagnostics: &diagnostics)
    }
    fields.finish(into: &diagnostics)
    return settings
  }

  /// Where the site will stand, without a slash at its end: pages are put behind it.
  private static func baseURL(_ fields: inout ContentFields) -> String? {
    guard let text = address(&fields, "base-url", holding: [], isFolder: true) else { return nil }
    var end = text.endIndex
    while text[..<end].hasSuffix("/") { end = text.index(before: end) }
    return String(text[..<end])
  }

  /// An address that holds each of `places` once in braces, and nothing else in braces; without query and
  /// fragment for a folder.
  private static func address(
    _ fields: inout ContentFields, _ key: String, holding places: [String], isFolder: Bool = false
  ) -> String? {
    guard let node = fields.node(key), let text = fields.text(node, key) else { return nil }
    guard Names.isWebAddress(text) else {
      fields.report("wrong-type", "'\(key)' must be an address that begins with https:// or http://", node.location)
      return nil
    }
    guard !isFolder || !text.contains(where: { $0 == "?" || $0 == "#" }) else {
      fields.report("wrong-type", "'\(key)' has no place for a query or a fragment", node.location)
      return nil
    }
    var names: [String] = []
    for part in text.split(separator: "{", omittingEmptySubsequences: false).dropFirst() {
      names.append(String(part.prefix { $0 != "}" }))
    }
    let isClosed = text.count { $0 == "}" } == names.count
    guard isClosed, names.sorted() == places.sorted() else {
      let expected = places.isEmpty ? "no braces" : places.map { "{\($0)}" }.joined(separator: ", ") + " once"
      fields.report("wrong-pattern", "'\(key)' must hold \(expected)", node.location)
      return nil
    }
    return text
  }
}
