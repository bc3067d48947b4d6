public import Diagnostics
internal import KfuncModel
internal import MarkdownSyntax

/// The links between all documents, both ways.
public struct CrossLinks: Sendable {
  /// What each document names, in the order in which they were given.
  public let documents: [DocumentLinks]
  /// What is wrong: `unknown-kfunc`, `unknown-clause`, `unknown-thread`, `unknown-message`, `unknown-release`,
  /// `release-to-come`.
  public let diagnostics: [Diagnostic]
  private let kfuncs: [String: [Backlink]]
  private let clauses: [String: [Backlink]]
  private let threads: [String: [Backlink]]

  /// The links of `documents`; backlinks come in their order, and in the order of the text within each. `titles` names a
  /// target as a page does; snippets show a reference without a label so, and as it is written where it says nil.
  public init(
    _ documents: [DocumentLinks], targets: KnownTargets, titles: (ReferenceTarget) -> String? = { _ in nil }
  ) {
    var kfuncs = BacklinkTable()
    var clauses = BacklinkTable()
    var threads = BacklinkTable()
    var shown: [Int: [(bytes: Range<Int>, title: String)]] = [:]
    var diagnostics: [Diagnostic] = []
    var faults = ReferenceFaults(targets)
    for document in documents {
      shown.removeAll()
      for reference in document.references where reference.reference.label == nil {
        guard let title = reference.target.flatMap(titles) else { continue }
        shown[reference.passage, default: []].append((reference.bytes, title))
      }
      for mention in document.mentions {
        kfuncs.add(mention.name, document, mention.passage, mention.bytes, mention.form, mention.range, shown)
      }
      let text = document.source.document.source
      for reference in document.references {
        switch reference.target {
        case .clause(let id, _):
          clauses.add(id, document, reference.passage, reference.bytes, .reference, reference.range, shown)
        case .thread(let slug, _):
          threads.add(slug, document, reference.passage, reference.bytes, .reference, reference.range, shown)
        case .release(let release, .toCome):
          diagnostics.append(
            DocumentDiagnostic.make(
              .note, "release-to-come", "release \(release) is yet to come", at: reference.range, in: text))
        default: break
        }
      }
      for (fault, range) in document.unresolved {
        diagnostics.append(faults.diagnostic(fault, at: range, in: text))
      }
      for unknown in document.unknownNames {
        if let slip = faults.slip(unknown.name, at: unknown.range, in: text) { diagnostics.append(slip) }
      }
    }
    self.documents = documents
    self.diagnostics = diagnostics.sorted()
    self.kfuncs = kfuncs.links
    self.clauses = clauses.links
    self.threads = threads.links
  }

  /// The passages that name the kfunc `name`, one for each passage.
  public func backlinks(toKfunc name: String) -> [Backlink] { kfuncs[name] ?? [] }

  /// The passages that refer to the clause `id`.
  public func backlinks(toClause id: String) -> [Backlink] { clauses[id] ?? [] }

  /// The passages that refer to the thread `slug` or one of its messages.
  public func backlinks(toThread slug: String) -> [Backlink] { threads[slug] ?? [] }
}

/// Backlinks by name, one for each passage.
private struct BacklinkTable {
  private(set) var links: [String: [Backlink]] = [:]
  /// The document's kind and passage of the last link of each name.
  private var last: [String: (source: LinkSource.Kind, passage: Int)] = [:]

  mutating func add(
    _ name: String, _ document: DocumentLinks, _ index: Int, _ bytes: Range<Int>, _ form: Mention.Form,
    _ range: SourceRange?, _ titles: [Int: [(bytes: Range<Int>, title: String)]]
  ) {
    let source = document.source.kind
    if let last = last[name], last.passage == index, last.source == source {
      let position = links[name, default: []].count - 1
      links[name]?[position].count += 1
      return
    }
    last[name] = (source, index)
    let passage = document.passages[index]
    links[name, default: []].append(
      Backlink(
        source: source, anchor: passage.anchor, heading: passage.heading?.title,
        speaker: document.source.speaker(at: passage.quoteDepth), quoteDepth: passage.quoteDepth,
        snippet: Backlink.Snippet(passage.text, around: bytes, titles: titles[index] ?? []), form: form, count: 1,
        range: range))
  }
}
