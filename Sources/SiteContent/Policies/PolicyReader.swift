internal import Diagnostics
internal import KfuncModel
internal import MarkdownSyntax
internal import YAMLText

/// Reads `policies/SLUG.md`.
enum PolicyReader {
  /// The policy in `file`; nil where its name can be no part of an address.
  static func read(_ file: ContentFile, diagnostics: inout [Diagnostic]) -> PolicyDocument? {
    let document = MarkdownFile.document(file, diagnostics: &diagnostics)
    guard Names.isSlug(file.stem) else {
      diagnostics.append(
        Diagnostic(
          .error, "wrong-slug", "'\(file.stem)' is not made of lower-case letters, digits and hyphens",
          at: SourceLocation(file: file.path)))
      return nil
    }
    var fields = MarkdownFile.fields(document, what: "the policy")
    let title = fields.string("title")
    let summary = fields.optionalString("summary") ?? ""
    let order = fields.optionalInteger("order") ?? 1000
    var clauses: [Clause] = []
    var anchors = Anchors(document)
    var headings: [String: SourceLocation] = [:]
    for node in fields.nodes("clauses") {
      guard let clause = clause(node, anchors: &anchors, diagnostics: &diagnostics) else { continue }
      if let first = headings[clause.heading], let line = first.line {
        fields.report(
          "duplicate-anchor", "heading '\(clause.heading)' has a clause already, on line \(line)", node.location)
        continue
      }
      headings[clause.heading] = node.location
      clauses.append(clause)
    }
    fields.finish(into: &diagnostics)
    return PolicyDocument(
      slug: file.stem, title: title ?? file.stem, summary: summary, order: order, clauses: clauses, document: document)
  }

  /// The anchors that clauses may name: those of headings that stand in no other block.
  private struct Anchors {
    let known: Set<String>
    private var nearMisses = NearMisses()

    init(_ document: MarkdownDocument) { known = Set(document.topHeadings.map(\.heading.anchor)) }

    mutating func near(_ anchor: String) -> String? { nearMisses.name(near: anchor, among: known.sorted()) }
  }

  private static func clause(_ node: YAMLNode, anchors: inout Anchors, diagnostics: inout [Diagnostic]) -> Clause? {
    var fields = ContentFields(node, what: "clause")
    let id = fields.string("id")
    let heading = fields.string("heading")
    let selectorNode = fields.node("selector")
    let sourceNode = fields.node("source")
    let quotes = fields.nodes("quotes").compactMap { quote($0, diagnostics: &diagnostics) }
    let verified = fields.date("verified")
    if let id, !Names.isSlug(id) {
      fields.report(
        "wrong-slug", "'\(id.prefix(60))' is not made of lower-case letters, digits and hyphens", node.location)
    }
    if let heading, !anchors.known.contains(heading) {
      var message = "no heading of this document has the anchor '\(heading.prefix(60))'"
      if let near = anchors.near(heading) { message += "; did you mean '\(near)'?" }
      fields.report("unknown-anchor", message, node.location)
    }
    if let id, id != heading, anchors.known.contains(id) {
      fields.report(
        "duplicate-anchor", "another heading has the anchor '\(id.prefix(60))', where links to this clause would lead",
        node.location)
    }
    if selectorNode == nil { fields.report("missing-key", "clause lacks the key 'selector'", node.location) }
    if sourceNode != nil, verified == nil {
      fields.report("missing-key", "clause lacks the key 'verified', the day its source was read", node.location)
    }
    let selector = selectorNode.flatMap { SelectorReader.read($0, diagnostics: &diagnostics) }
    let source = sourceNode.flatMap { self.source($0, diagnostics: &diagnostics) }
    fields.finish(into: &diagnostics)
    guard let id, let heading, let selector, Names.isSlug(id), anchors.known.contains(heading) else { return nil }
    return Clause(
      id: id, heading: heading, selector: selector, source: source, quotes: quotes, verified: verified,
      location: node.location)
  }

  private static func source(_ node: YAMLNode, diagnostics: inout [Diagnostic]) -> ClauseSource? {
    var fields = ContentFields(node, what: "source of the clause")
    let document = fields.string("document")
    let section = fields.optionalString("section")
    let anchor = fields.optionalString("anchor")
    var releases = fields.releases("releases").map(\.value)
    var lines: [KernelRelease: Int] = [:]
    if let node = fields.node("lines") {
      if case .mapping(let members) = node.value {
        for member in members {
          if let release = KernelRelease(member.key), case .scalar(let text, true) = member.value.value,
            let line = Int(text), line > 0
          {
            lines[release] = line
          } else {
            fields.report("wrong-type", "'lines' maps releases to line numbers", member.keyLocation)
          }
        }
      } else {
        fields.report("wrong-type", "'lines' maps releases to line numbers", node.location)
      }
    }
    if let document, !Names.isTreePath(document) {
      fields.report("wrong-type", "'\(document.prefix(80))' is no path in a kernel tree", node.location)
    }
    if releases.isEmpty { releases = lines.keys.sorted() }
    if releases.isEmpty {
      fields.report("missing-key", "source of the clause lacks 'releases', in whose trees it was found", node.location)
    }
    for release in lines.keys.sorted() where !releases.contains(release) {
      fields.report("wrong-type", "'lines' names \(release), which 'releases' lacks", node.location)
    }
    fields.finish(into: &diagnostics)
    guard let document, !releases.isEmpty else { return nil }
    return ClauseSource(document: document, section: section, anchor: anchor, releases: releases.sorted(), lines: lines)
  }

  private static func quote(_ node: YAMLNode, diagnostics: inout [Diagnostic]) -> ClauseQuote? {
    var fields = ContentFields(node, what: "quote")
    let id = fields.string("message-id")
    let words = fields.string("words")
    if let id, !Names.isMessageID(id) {
      fields.report("wrong-type", "a Message-ID is written without angle brackets and holds an @", node.location)
    }
    fields.finish(into: &diagnostics)
    guard let id, let words else { return nil }
    return ClauseQuote(messageID: id, words: words, location: node.location)
  }
}
