import Foundation
/// The facts that the pages of a kfunc show, each looked for in the site's JSON: code, places, flags, links.
struct KfuncFactsOnPages {
  private(set) var missing: [String] = []
  /// How many facts were looked for.
  private(set) var count = 0

  /// The facts on `pages` looked for in `json`; `common` are texts that stand in other files of data, told once for all
  /// kfuncs: policies, flags, changes of whole releases.
  init(_ json: [String: Any], on pages: [PageText], common: Set<String>, messages: [String: String]) {
    var leaves: Set<String> = []
    var text = ""
    Self.collect(json) { leaf in
      let squeezed = leaf.filter { !$0.isWhitespace }
      if leaves.insert(squeezed).inserted { text += squeezed + "\n" }
    }
    var found = Set<String>()
    for page in pages {
      for code in page.code where found.insert(code).inserted {
        count += 1
        // Words of ours for what there is not; the table of releases has flags without their prefix.
        if ["none", "nodefinitionfound", "nothingmore"].contains(code) { continue }
        if !leaves.contains(code), !common.contains(code), !text.contains(code), !code.isEmpty {
          missing.append("code: \(code)")
        }
      }
      for match in page.spaced.matches(of: /[A-Za-z0-9_.\-\/]+\.[chS]:\d+|MAINTAINERS:\d+/)
      where found.insert(String(match.0)).inserted {
        count += 1
        // Prose names places too: a note, the source of an event.
        if !leaves.contains(String(match.0)), !text.contains(String(match.0)) { missing.append("place: \(match.0)") }
      }
      for link in page.links where found.insert(link).inserted { check(link, leaves, common, messages) }
    }
  }

  private mutating func check(
    _ link: String, _ leaves: Set<String>, _ common: Set<String>, _ messages: [String: String]
  ) {
    func name(behind part: String) -> String? {
      guard let range = link.firstRange(of: part) else { return nil }
      let rest = link[range.upperBound...].prefix { $0 != "/" && $0 != "#" }
      return rest.isEmpty ? nil : String(rest)
    }
    // A policy may be called as a folder of groups is.
    let isPolicy = link.contains("policies/")
    var wanted: String?
    if let flag = name(behind: "flags/") { wanted = flag }
    if let type = name(behind: "program-types/") { wanted = type }
    if let set = name(behind: "id-sets/") { wanted = set }
    if let slug = name(behind: "subsystems/") { wanted = slug }
    if let slug = name(behind: "threads/") { wanted = slug }
    if let slug = name(behind: "policies/") { wanted = slug }
    if link.hasPrefix("https://lore.kernel.org/all/") {
      wanted = link.dropFirst("https://lore.kernel.org/all/".count).prefix { $0 != "/" }.removingPercentEncoding
    }
    guard let wanted else { return }
    count += 1
    let isMessage = messages.contains { $0.value.contains("threads/\(wanted)/") && leaves.contains($0.key) }
    // What other files of data name is no proof of a fact about this kfunc.
    let isOwn = !isPolicy && ["flags/", "program-types/", "id-sets/", "subsystems/"].contains { link.contains($0) }
    if !leaves.contains(wanted), isOwn || !common.contains(wanted), !isMessage { missing.append("link: \(link)") }
  }

  /// Every text of a value, and every place as `file:line`.
  static func collect(_ value: Any, _ add: (String) -> Void) {
    if let members = value as? [String: Any] {
      // Two prototypes are shown as one block, the lines marked.
      if let old = members["old"] as? String, let new = members["new"] as? String { add("-\(old)+\(new)") }
      if let line = members["line"] as? Int { add("\(members["file"] as? String ?? "MAINTAINERS"):\(line)") }
      for member in members.values { collect(member, add) }
    } else if let elements = value as? [Any] {
      for element in elements { collect(element, add) }
    } else if let text = value as? String {
      add(text)
    }
  }
}
