internal import Diagnostics
internal import KfuncModel
internal import YAMLText

/// Reads `messages.yml`: what a loader and the verifier say.
enum LoadMessagesReader {
  static func read(_ file: ContentFile, diagnostics: inout [Diagnostic]) -> [LoadMessage] {
    guard let root = YAMLFile.root(of: file, diagnostics: &diagnostics) else { return [] }
    var fields = ContentFields(root, what: "messages.yml")
    let messages = fields.nodes("messages").compactMap { message($0, diagnostics: &diagnostics) }
    fields.finish(into: &diagnostics)
    return messages
  }

  private static func message(_ node: YAMLNode, diagnostics: inout [Diagnostic]) -> LoadMessage? {
    var fields = ContentFields(node, what: "message")
    let text = fields.string("text")
    let says = fields.optionalString("says")
    let scope = fields.word("for", of: LoadMessage.Scope.allCases.map(\.rawValue), required: false)
    let verified = fields.date("verified")
    let nodes = fields.nodes("sources")
    if nodes.isEmpty { fields.report("missing-key", "message lacks 'sources', where it was read", node.location) }
    if verified == nil {
      fields.report("missing-key", "message lacks the key 'verified', the day its sources were read", node.location)
    }
    let sources = nodes.compactMap {
      CitationReader.read($0, what: "source of the message", diagnostics: &diagnostics)
    }
    fields.finish(into: &diagnostics)
    guard let text, let verified, !sources.isEmpty else { return nil }
    return LoadMessage(
      text: text, says: says, scope: scope.flatMap(LoadMessage.Scope.init) ?? .all, sources: sources,
      verified: verified, location: node.location)
  }
}
