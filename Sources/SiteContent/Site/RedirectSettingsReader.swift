internal import Diagnostics
internal import YAMLText

/// Reads `redirects:` of `site.yml`: old addresses to new ones.
enum RedirectSettingsReader {
  static func redirects(_ node: YAMLNode, diagnostics: inout [Diagnostic]) -> [RedirectSettings] {
    guard case .mapping(let members) = node.value else {
      diagnostics.append(
        Diagnostic(
          .error, "wrong-type", "'redirects' must be a mapping of old addresses to new ones, not \(node.description)",
          at: node.location))
      return []
    }
    var redirects: [RedirectSettings] = []
    for member in members {
      guard isAddress(member.key, mayHaveAnchor: false) else {
        diagnostics.append(
          Diagnostic(
            .error, "wrong-pattern",
            "an old address begins with / and has no anchor: a server never sees one", at: member.keyLocation))
        continue
      }
      guard case .scalar(let target, _) = member.value.value, isAddress(target, mayHaveAnchor: true) else {
        diagnostics.append(
          Diagnostic(
            .error, "wrong-pattern", "a redirect leads to an address of this site, which begins with /",
            at: member.value.location))
        continue
      }
      guard target != member.key else {
        diagnostics.append(
          Diagnostic(.error, "redirect-loop", "'\(target)' would lead to itself", at: member.value.location))
        continue
      }
      redirects.append(
        RedirectSettings(
          from: Located(member.key, at: member.keyLocation), to: Located(target, at: member.value.location)))
    }
    return redirects
  }

  /// `/folder/` or `/folder/page.html`, of printable ASCII, without ways up, queries, or a second slash that would name
  /// a host.
  private static func isAddress(_ text: String, mayHaveAnchor: Bool) -> Bool {
    let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    guard let path = parts.first, parts.count == 1 || mayHaveAnchor, path.hasPrefix("/"), !path.contains("//"),
      text.utf8.count <= 2000
    else { return false }
    return text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: "\\") && $0 != UInt8(ascii: "?") }
      && !path.split(separator: "/").contains { $0 == ".." || $0 == "." }
  }
}
