internal import Diagnostics
internal import KfuncModel
internal import YAMLText

/// Reads the selector of a clause: `all`, or a mapping with one key.
enum SelectorReader {
  static let keys = ["flag", "subsystem", "id-set", "program-type", "path", "name", "any", "all-of", "not"]

  /// The selector in `node`; nil (and diagnostics) where it selects nothing that can be evaluated.
  static func read(_ node: YAMLNode, diagnostics: inout [Diagnostic]) -> ClauseSelector? {
    func wrong(_ message: String, _ place: SourceLocation) -> ClauseSelector? {
      diagnostics.append(Diagnostic(.error, "wrong-selector", message, at: place))
      return nil
    }
    switch node.value {
    case .scalar("all", _): return .all
    case .scalar(let text, _):
      return wrong(
        "'\(text.prefix(40))' is no selector: 'all', or one of \(keys.joined(separator: ", ")) with a value",
        node.location)
    case .sequence: return wrong("a list is no selector; write 'any: […]' or 'all-of: […]'", node.location)
    case .mapping(let members):
      guard members.count == 1, let member = members.first else {
        return wrong("a selector has one key; join several with 'any' or 'all-of'", node.location)
      }
      return read(member, diagnostics: &diagnostics)
    }
  }

  private static func read(_ member: YAMLMember, diagnostics: inout [Diagnostic]) -> ClauseSelector? {
    let place = member.value.location
    func wrong(_ message: String, _ place: SourceLocation, _ code: Diagnostic.Code = "wrong-selector")
      -> ClauseSelector?
    {
      diagnostics.append(Diagnostic(.error, code, message, at: place))
      return nil
    }
    switch member.key {
    case "any", "all-of":
      guard case .sequence(let nodes) = member.value.value, !nodes.isEmpty else {
        return wrong("'\(member.key)' needs a list of selectors", place)
      }
      let parts = nodes.compactMap { read($0, diagnostics: &diagnostics) }
      guard parts.count == nodes.count else { return nil }
      return member.key == "any" ? .any(parts) : .allOf(parts)
    case "not": return read(member.value, diagnostics: &diagnostics).map { .not($0) }
    default: break
    }
    guard keys.contains(member.key) else {
      var message = "a selector has no key '\(member.key)'"
      if let near = NearMiss.of(member.key, among: keys) { message += "; did you mean '\(near)'?" }
      return wrong(message, member.keyLocation, "unknown-key")
    }
    guard case .scalar(let raw, _) = member.value.value, !member.value.isNull else {
      return wrong("'\(member.key)' needs a text", place)
    }
    let text = Names.trimmed(raw)
    switch member.key {
    case "flag":
      guard text.hasPrefix("KF_"), Names.isIdentifier(text) else {
        return wrong("a flag is written in full: KF_…, not '\(text.prefix(40))'", place)
      }
      return .flag(KfuncFlag(rawValue: text))
    case "program-type":
      guard text.hasPrefix("BPF_PROG_TYPE_"), Names.isIdentifier(text) else {
        return wrong("a program type is written in full: BPF_PROG_TYPE_…, not '\(text.prefix(40))'", place)
      }
      return .programType(ProgramType(rawValue: text))
    case "id-set": return .idSet(text)
    case "path": return Names.isTreePath(text) ? .path(text) : wrong("'\(text.prefix(80))' is no path in a tree", place)
    case "name": return .name(text)
    default: return .subsystem(text)
    }
  }
}
