internal import Diagnostics
internal import KfuncModel
internal import YAMLText

/// Reads `users.yml`: who uses which kfunc.
enum UsersReader {
  static func read(_ file: ContentFile, diagnostics: inout [Diagnostic]) -> [RegisteredUser] {
    guard let root = YAMLFile.root(of: file, diagnostics: &diagnostics) else { return [] }
    var fields = ContentFields(root, what: "users.yml")
    var users: [RegisteredUser] = []
    var first: [String: SourceLocation] = [:]
    for node in fields.nodes("users") {
      guard let user = user(node, diagnostics: &diagnostics) else { continue }
      if let line = first[user.id]?.line {
        fields.report("duplicate-id", "user '\(user.id)' stands on line \(line) already", node.location)
        continue
      }
      first[user.id] = user.location
      users.append(user)
    }
    fields.finish(into: &diagnostics)
    return users
  }

  private static func user(_ node: YAMLNode, diagnostics: inout [Diagnostic]) -> RegisteredUser? {
    var fields = ContentFields(node, what: "user")
    let id = fields.string("id")
    let name = fields.string("name")
    let url = fields.string("url")
    let summary = fields.string("summary")
    let nodes = fields.nodes("uses")
    if let id, !Names.isSlug(id) {
      fields.report(
        "wrong-slug", "'\(id.prefix(60))' is not made of lower-case letters, digits and hyphens", node.location)
    }
    if let url, !Names.isWebAddress(url) {
      fields.report("wrong-type", "an address begins with https:// or http://", node.location)
    }
    if nodes.isEmpty { fields.report("missing-key", "user lacks 'uses'", node.location) }
    let uses = nodes.compactMap { use($0, diagnostics: &diagnostics) }
    fields.finish(into: &diagnostics)
    guard let id, Names.isSlug(id), let name, let url, let summary else { return nil }
    return RegisteredUser(id: id, name: name, url: url, summary: summary, uses: uses, location: node.location)
  }

  private static func use(_ node: YAMLNode, diagnostics: inout [Diagnostic]) -> RegisteredUser.Use? {
    var fields = ContentFields(node, what: "use")
    let kfuncs = fields.kfuncNames("kfuncs")
    let purpose = fields.string("purpose")
    let without = fields.optionalString("without")
    let citation = fields.citation("source", required: true)
    let verified = fields.date("verified")
    if kfuncs.isEmpty { fields.report("missing-key", "use names no kfuncs", node.location) }
    if verified == nil {
      fields.report("missing-key", "use lacks the key 'verified', the day its source was read", node.location)
    }
    fields.finish(into: &diagnostics)
    guard !kfuncs.isEmpty, let purpose, let citation, let verified else { return nil }
    return RegisteredUser.Use(
      kfuncs: kfuncs, purpose: purpose, without: without, citation: citation, verified: verified,
      location: node.location)
  }
}
