internal import Diagnostics
internal import KfuncModel
internal import YAMLText

/// Reads `messages.yml`: what a loader and the verifier say.
enum LoadMessagesReader {
  static func read(_ file: ContentFile, diagnostics: inout [Diagnostic]) -> [LoadMessage] {
    guard let root = YAMLFile.root(of: file, diagnostics: &diagnostics) else { return [] }
    var fields = ContentFields(root, what: "messages.yml")
    let messages = fields.nodes("messages").compactMap { message($0, diagnostics: &diagnostics) }
    var ids: Set<String> = []
    for message in messages {
      guard let id = message.listing?.id, !ids.insert(id).inserted else { continue }
      fields.report("duplicate-id", "two messages have the id '\(id)'", message.location)
    }
    fields.finish(into: &diagnostics)
    return messages
  }

  private static func message(_ node: YAMLNode, diagnostics: inout [Diagnostic]) -> LoadMessage? {
    var fields = ContentFields(node, what: "message")
    let text = fields.optionalString("text")
    let says = fields.optionalString("says")
    let listing = listing(&fields, text: text, says: says, node)
    let place = fields.word("on", of: LoadMessage.Place.allCases.map(\.rawValue), required: false)
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
    guard text != nil || listing != nil, let verified, !sources.isEmpty else { return nil }
    return LoadMessage(
      text: text, says: says, listing: listing, scope: scope.flatMap(LoadMessage.Scope.init) ?? .all,
      place: place.flatMap(LoadMessage.Place.init) ?? .stability, sources: sources, verified: verified,
      location: node.location)
  }

  /// How the message is listed: what it is about, the words and a name; without it, it needs a text.
  private static func listing(
    _ fields: inout ContentFields, text: String?, says: String?, _ node: YAMLNode
  ) -> LoadMessage.Listing? {
    let id = fields.optionalString("id")
    let about = fields.optionalString("about")
    let flag = fields.optionalString("flag")
    guard let about else {
      if text == nil { fields.report("missing-key", "message lacks 'text', or 'about' to be listed", node.location) }
      return nil
    }
    guard let id, says != nil else {
      let missing = id == nil ? "'id', its name among all messages" : "'says', the words"
      fields.report("missing-key", "message that is listed lacks \(missing)", node.location)
      return nil
    }
    return LoadMessage.Listing(id: id, about: about, flag: flag)
  }
}
