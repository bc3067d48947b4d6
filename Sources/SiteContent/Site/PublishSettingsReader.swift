internal import Diagnostics
internal import YAMLText

/// Reads `publish:` and `redirects:` of `site.yml`.
enum PublishSettingsReader {
  private static let kinds = ["directory", "git", "rsync", "rclone"]

  /// The targets of the mapping `node`, name by name.
  static func targets(_ node: YAMLNode, diagnostics: inout [Diagnostic]) -> [PublishTargetSettings] {
    guard case .mapping(let members) = node.value else {
      diagnostics.append(
        Diagnostic(
          .error, "wrong-type", "'publish' must be a mapping of names to targets, not \(node.description)",
          at: node.location))
      return []
    }
    return members.compactMap { member in
      guard Names.isSlug(member.key) else {
        diagnostics.append(
          Diagnostic(
            .error, "wrong-pattern",
            "'\(member.key.prefix(40))' is no name of a target: lower-case letters, digits and hyphens",
            at: member.keyLocation))
        return nil
      }
      return target(member, diagnostics: &diagnostics)
    }
  }

  private static func target(_ member: YAMLMember, diagnostics: inout [Diagnostic]) -> PublishTargetSettings? {
    var fields = ContentFields(member.value, what: "target '\(member.key)'")
    let place: PublishTargetSettings.Place?
    switch fields.word("kind", of: kinds) {
    case "directory": place = directory(&fields)
    case "git": place = git(&fields)
    case "rsync": place = rsync(&fields)
    case "rclone": place = rclone(&fields)
    default:
      place = nil
      // Without a kind nobody knows which of these belong there: one diagnostic is enough.
      for key in ["folder", "keep", "repository", "remote", "branch", "cname", "to", "port", "config"] {
        _ = fields.node(key)
      }
    }
    let addsGzip = fields.optionalBool("gzip") ?? false
    let timeLimit = number(&fields, "time-limit", 1...86_400)
    fields.finish(into: &diagnostics)
    guard let place else { return nil }
    var target = PublishTargetSettings(name: member.key, location: member.keyLocation, place: place)
    target.addsGzip = addsGzip
    if let timeLimit { target.timeLimit = timeLimit }
    return target
  }

  private static func directory(_ fields: inout ContentFields) -> PublishTargetSettings.Place? {
    let folder = required(&fields, "folder", "a path", Self.isPath)
    let keep = number(&fields, "keep", 1...1000) ?? 5
    return folder.map { .directory(folder: $0, keep: keep) }
  }

  private static func git(_ fields: inout ContentFields) -> PublishTargetSettings.Place? {
    let repository = optional(&fields, "repository", "a path", Self.isPath) ?? "."
    let remote = optional(&fields, "remote", "a remote's name, an address without password, or a path", Self.isRemote)
    let branch = required(&fields, "branch", "a branch's name", Self.isBranch)
    let cname = optional(&fields, "cname", "a host's name", Self.isHost)
    return branch.map { .git(repository: repository, remote: remote, branch: $0, cname: cname) }
  }

  private static func rsync(_ fields: inout ContentFields) -> PublishTargetSettings.Place? {
    let port = number(&fields, "port", 1...65_535)
    let destination = required(
      &fields, "to", "host:path, user@host:path or rsync://host/module/path", Self.isRsyncDestination)
    return destination.map { .rsync(destination: $0, port: port) }
  }

  private static func rclone(_ fields: inout ContentFields) -> PublishTargetSettings.Place? {
    let configuration = optional(&fields, "config", "a path", Self.isPath)
    let remote = required(&fields, "to", "remote:path with the name of a configured remote", Self.isRcloneRemote)
    return remote.map { .rclone(remote: $0, configuration: configuration) }
  }

  private static func required(
    _ fields: inout ContentFields, _ key: String, _ expected: String, _ isGood: (String) -> Bool
  ) -> String? {
    guard let node = fields.node(key) else {
      fields.report("missing-key", "the target lacks the key '\(key)'", fields.location)
      return nil
    }
    return text(&fields, node, key, expected, isGood)
  }

  private static func optional(
    _ fields: inout ContentFields, _ key: String, _ expected: String, _ isGood: (String) -> Bool
  ) -> String? {
    fields.node(key).flatMap { text(&fields, $0, key, expected, isGood) }
  }

  private static func text(
    _ fields: inout ContentFields, _ node: YAMLNode, _ key: String, _ expected: String, _ isGood: (String) -> Bool
  ) -> String? {
    guard let text = fields.text(node, key) else { return nil }
    if isGood(text) { return text }
    // The value is not repeated: it may hold a password.
    fields.report("wrong-pattern", "'\(key)' must be \(expected)", node.location)
    return nil
  }

  private static func number(_ fields: inout ContentFields, _ key: String, _ range: ClosedRange<Int>) -> Int? {
    guard let node = fields.node(key) else { return nil }
    if case .scalar(let text, true) = node.value, let number = Int(text), range.contains(number) { return number }
    fields.report(
      "wrong-type", "'\(key)' must be a number, \(range.lowerBound) to \(range.upperBound)", node.location)
    return nil
  }
}
