internal import Diagnostics
internal import KfuncModel
internal import YAMLText

/// Strict access to a mapping's members, with the types that content has: days, releases, names, citations.
struct ContentFields {
  private var fields: YAMLFields
  private var found: [Diagnostic] = []
  private let what: String

  /// The members of `node`, which is called `what` in diagnostics.
  init(_ node: YAMLNode, what: String) {
    fields = YAMLFields(node, what: what)
    self.what = what
  }

  /// Where the mapping begins.
  var location: SourceLocation { fields.location }

  mutating func node(_ key: String) -> YAMLNode? { fields.node(key) }
  mutating func optionalInteger(_ key: String) -> Int? { fields.optionalInteger(key) }
  mutating func optionalBool(_ key: String) -> Bool? { fields.optionalBool(key) }
  mutating func nodes(_ key: String) -> [YAMLNode] { fields.optionalNodes(key) }

  /// The text of `key` without space around it, reported if it is missing or empty.
  mutating func string(_ key: String) -> String? {
    guard let node = fields.requiredNode(key) else { return nil }
    return text(node, key).flatMap { nonEmpty($0, key, node) }
  }

  /// The text of `key` without space around it, if it is there.
  mutating func optionalString(_ key: String) -> String? {
    fields.node(key).flatMap { node in text(node, key).flatMap { nonEmpty($0, key, node) } }
  }

  /// The list of texts of `key` with their places, empty if it is not there; one text alone is a list of one.
  mutating func strings(_ key: String) -> [Located<String>] {
    guard let node = fields.node(key) else { return [] }
    switch node.value {
    case .scalar: return text(node, key).map { [Located($0, at: node.location)] } ?? []
    case .sequence(let nodes):
      return nodes.compactMap { node in text(node, key).map { Located($0, at: node.location) } }
    case .mapping:
      wrong(key, "a list of texts", node)
      return []
    }
  }

  /// A day, `YYYY-MM-DD`.
  mutating func date(_ key: String) -> CalendarDate? {
    guard let node = fields.node(key), let text = text(node, key) else { return nil }
    if let date = CalendarDate(text) { return date }
    wrong(key, "a day of the form YYYY-MM-DD", node)
    return nil
  }

  /// A release such as `6.12`.
  mutating func release(_ key: String) -> KernelRelease? {
    guard let node = fields.node(key), let text = text(node, key) else { return nil }
    if let release = KernelRelease(text) { return release }
    wrong(key, "a release such as \"6.12\"", node)
    return nil
  }

  /// A release, or the word `unknown`: somebody wrote down that it was not looked up.
  mutating func releaseOrUnknown(_ key: String) -> (release: KernelRelease?, isUnknown: Bool) {
    guard let node = fields.node(key), let text = text(node, key) else { return (nil, false) }
    if text == "unknown" { return (nil, true) }
    if let release = KernelRelease(text) { return (release, false) }
    wrong(key, "a release such as \"6.12\", or unknown", node)
    return (nil, true)
  }

  /// A list of releases with their places.
  mutating func releases(_ key: String) -> [Located<KernelRelease>] {
    strings(key).compactMap { entry in
      if let release = KernelRelease(entry.value) { return Located(release, at: entry.location) }
      report(
        "wrong-type", "'\(key)' of \(what) must be a release such as \"6.12\", not '\(entry.value)'", entry.location)
      return nil
    }
  }

  /// Names of kfuncs with their places; what can be no C name is reported.
  mutating func kfuncNames(_ key: String) -> [Located<String>] {
    strings(key).filter { entry in
      if Names.isIdentifier(entry.value) { return true }
      report("wrong-type", "'\(entry.value.prefix(60))' is no name of a function", entry.location)
      return false
    }
  }

  /// One of a few words.
  mutating func word(_ key: String, of words: [String], required: Bool = true) -> String? {
    guard let node = required ? fields.requiredNode(key) : fields.node(key), let text = text(node, key) else {
      return nil
    }
    if words.contains(text) { return text }
    var message = "'\(key)' of \(what) is one of \(words.joined(separator: ", ")), not '\(text.prefix(40))'"
    if let near = NearMiss.of(text, among: words) { message += "; did you mean '\(near)'?" }
    report("unknown-word", message, node.location)
    return nil
  }

  /// Where a fact can be looked up.
  mutating func citation(_ key: String, required: Bool) -> Citation? {
    guard let node = required ? fields.requiredNode(key) : fields.node(key) else { return nil }
    return CitationReader.read(node, what: "'\(key)' of \(what)", diagnostics: &found)
  }

  /// Reports what is wrong and adds it to `diagnostics`.
  mutating func finish(into diagnostics: inout [Diagnostic]) {
    fields.finish(into: &diagnostics)
    diagnostics += found
    found = []
  }

  /// Adds a diagnostic at `location`.
  mutating func report(_ code: Diagnostic.Code, _ message: String, _ location: SourceLocation) {
    found.append(Diagnostic(.error, code, message, at: location))
  }

  mutating func text(_ node: YAMLNode, _ key: String) -> String? {
    if case .scalar(let text, _) = node.value, !node.isNull { return Names.trimmed(text) }
    wrong(key, "text", node)
    return nil
  }

  private mutating func nonEmpty(_ text: String, _ key: String, _ node: YAMLNode) -> String? {
    if !text.isEmpty { return text }
    report("missing-key", "'\(key)' of \(what) is empty", node.location)
    return nil
  }

  private mutating func wrong(_ key: String, _ expected: String, _ node: YAMLNode) {
    var shown = node.description
    if case .scalar(let text, _) = node.value, !node.isNull { shown = "'\(text.prefix(40))'" }
    report("wrong-type", "'\(key)' of \(what) must be \(expected), not \(shown)", node.location)
  }
}
