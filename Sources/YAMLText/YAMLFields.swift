public import Diagnostics

/// Strict access to the members of a mapping: every field is asked for by name and type, and what was never asked
/// for is reported with the name that was probably meant.
///
/// ```swift
/// var fields = YAMLFields(node, what: "clause")
/// let id = fields.string("id")
/// let versions = fields.optionalStrings("versions")
/// fields.finish(into: &diagnostics)
/// ```
public struct YAMLFields {
  /// What was found wrong so far.
  public private(set) var diagnostics: [Diagnostic] = []
  /// Where the mapping begins.
  public let location: SourceLocation
  private let what: String
  private var left: [YAMLMember]
  private var known: [String] = []

  /// The members of `node`, which is called `what` in diagnostics; anything but a mapping is reported.
  public init(_ node: YAMLNode, what: String) {
    self.what = what
    location = node.location
    if case .mapping(let members) = node.value {
      left = members
    } else {
      left = []
      if !node.isNull {
        diagnostics.append(
          Diagnostic(.error, "wrong-type", "\(what) must be a mapping, not \(node.description)", at: node.location))
      }
    }
  }

  /// The value of `key`, if it is there and not nothing.
  public mutating func node(_ key: String) -> YAMLNode? {
    known.append(key)
    guard let index = left.firstIndex(where: { $0.key == key }) else { return nil }
    let value = left.remove(at: index).value
    return value.isNull ? nil : value
  }

  /// The value of `key`, reported if it is missing.
  public mutating func requiredNode(_ key: String) -> YAMLNode? {
    if let node = node(key) { return node }
    diagnostics.append(Diagnostic(.error, "missing-key", "\(what) lacks the key '\(key)'", at: location))
    return nil
  }

  /// The text of `key`, reported if it is missing or no text.
  public mutating func string(_ key: String) -> String? { requiredNode(key).flatMap { text($0, key) } }

  /// The text of `key`, if it is there.
  public mutating func optionalString(_ key: String) -> String? { node(key).flatMap { text($0, key) } }

  /// The whole number of `key`, if it is there.
  public mutating func optionalInteger(_ key: String) -> Int? {
    guard let node = node(key) else { return nil }
    if case .scalar(let text, true) = node.value, let number = Int(text) { return number }
    wrongType(key, "a whole number", node)
    return nil
  }

  /// `true` or `false` of `key`, if it is there.
  public mutating func optionalBool(_ key: String) -> Bool? {
    guard let node = node(key) else { return nil }
    if case .scalar(let text, true) = node.value, let value = Bool(text) { return value }
    wrongType(key, "true or false", node)
    return nil
  }

  /// The list of `key`, empty if it is not there; one text alone is a list of one.
  public mutating func optionalStrings(_ key: String) -> [String] {
    guard let node = node(key) else { return [] }
    switch node.value {
    case .scalar(let text, _): return [text]
    case .sequence(let nodes): return nodes.compactMap { text($0, key) }
    case .mapping:
      wrongType(key, "a list", node)
      return []
    }
  }

  /// The values of the list of `key`, empty if it is not there.
  public mutating func optionalNodes(_ key: String) -> [YAMLNode] {
    guard let node = node(key) else { return [] }
    if case .sequence(let nodes) = node.value { return nodes }
    wrongType(key, "a list", node)
    return []
  }

  /// Reports every member that was never asked for, and adds all that was found wrong to `diagnostics`.
  public mutating func finish(into diagnostics: inout [Diagnostic]) {
    for member in left {
      var message = "\(what) has no key '\(member.key)'"
      if let near = NearMiss.of(member.key, among: known) { message += "; did you mean '\(near)'?" }
      self.diagnostics.append(Diagnostic(.error, "unknown-key", message, at: member.keyLocation))
    }
    left = []
    diagnostics += self.diagnostics
    self.diagnostics = []
  }

  private mutating func text(_ node: YAMLNode, _ key: String) -> String? {
    if case .scalar(let text, _) = node.value, !node.isNull { return text }
    wrongType(key, "text", node)
    return nil
  }

  private mutating func wrongType(_ key: String, _ expected: String, _ node: YAMLNode) {
    var found = node.description
    if case .scalar(let text, _) = node.value, !node.isNull { found = "'\(text.prefix(40))'" }
    diagnostics.append(
      Diagnostic(.error, "wrong-type", "'\(key)' of \(what) must be \(expected), not \(found)", at: node.location))
  }
}
