public import Diagnostics
internal import KfuncModel
internal import MarkdownSyntax
internal import Reads

/// The links between all documents, both ways.
public struct CrossLinks: Sendable {
  /// What each document names, in the order in which they were given.
  public var documents: [DocumentLinks] {
    ReadLog.note(ReadKey(.allLinks, 0))
    return unnoted
  }
  /// What is wrong: `unknown-kfunc`, `unknown-clause`, `unknown-thread`, `unknown-message`, `unknown-release`,
  /// `release-to-come`.
  public let diagnostics: [Diagnostic]
  /// The documents for whoever makes nothing of a site from them.
  let unnoted: [DocumentLinks]
  private let naming: NamingDocuments
  /// The names by whose positions the documents tell what they mention.
  private let names: NameTable
  private let titles: @Sendable (ReferenceTarget) -> String?

  /// The links of `documents`, which were read with `targets`; backlinks come in their order, and in the order of the text
  /// within each. `titles` names a target as a page does; snippets show a reference without a label so, and as it is written
  /// where it says nil.
  public init(
    _ documents: [DocumentLinks], targets: KnownTargets,
    titles: @escaping @Sendable (ReferenceTarget) -> String? = { _ in nil }
  ) {
    self.init(
      documents, targets: targets, naming: NamingDocuments(documents),
      diagnostics: Self.diagnostics(of: documents.filter(\.mayHaveFaults), targets: targets), titles: titles)
  }

  /// The links of `documents`, of which `naming` and `diagnostics` are known.
  init(
    _ documents: [DocumentLinks], targets: KnownTargets, naming: NamingDocuments, diagnostics: [Diagnostic],
    titles: @escaping @Sendable (ReferenceTarget) -> String?
  ) {
    unnoted = documents
    names = targets.names.table
    self.naming = naming
    self.diagnostics = diagnostics
    self.titles = titles
  }

  /// What the document at `place` in ``documents`` names.
  public func document(at place: Int) -> DocumentLinks {
    ReadLog.note(ReadKey(.links, unnoted[place].source.kind))
    return unnoted[place]
  }

  /// The passages that name the kfunc `name`, one for each passage.
  public func backlinks(toKfunc name: String) -> [Backlink] {
    ReadLog.note(ReadKey(.mentions, name))
    guard let number = names.index(of: name) else { return [] }
    return links(naming.kfuncs[name]) { document, add in
      let mentions = document.mentions
      for position in document.namings.positions(ofKfunc: number, mentions) {
        let record = mentions.records[Int(position)]
        add(Int(record.passage), Int(record.lower)..<Int(record.upper), record.form) {
          mentions.range(at: Int(position))
        }
      }
    }
  }

  /// The passages that refer to the clause `id`.
  public func backlinks(toClause id: String) -> [Backlink] {
    ReadLog.note(ReadKey(.clauseReferences, id))
    return links(naming.clauses[id]) { Self.add($0, $0.namings.clauses[id], $1) }
  }

  /// The passages that refer to the thread `slug` or one of its messages.
  public func backlinks(toThread slug: String) -> [Backlink] {
    ReadLog.note(ReadKey(.threadReferences, slug))
    return links(naming.threads[slug]) { Self.add($0, $0.namings.threads[slug], $1) }
  }

  // MARK: - Backlinks

  private typealias Add = (
    _ passage: Int, _ bytes: Range<Int>, _ form: Mention.Form, _ range: () -> SourceRange?
  ) -> Void

  private static func add(_ document: DocumentLinks, _ positions: [Int]?, _ add: Add) {
    for position in positions ?? [] {
      let reference = document.references[position]
      add(reference.passage, reference.bytes, .reference) { reference.range }
    }
  }

  /// The backlinks from the documents at `places`; `each` gives the places of one in its order.
  private func links(_ places: [Int]?, _ each: (DocumentLinks, Add) -> Void) -> [Backlink] {
    var links: [Backlink] = []
    for place in places ?? [] {
      let document = unnoted[place]
      var last: Int?
      each(document) { index, bytes, form, range in
        if last == index {
          links[links.count - 1].count += 1
          return
        }
        last = index
        let passages = document.passages
        let depth = passages.quoteDepth(at: index)
        links.append(
          Backlink(
            source: document.source.kind, anchor: passages.anchor(at: index),
            heading: passages.headingTitle(at: index), speaker: document.source.speaker(at: depth), quoteDepth: depth,
            snippet: Backlink.Snippet(
              passages.text(at: index), around: bytes, titles: shown(in: index, of: document)),
            form: form, count: 1, range: range()))
      }
    }
    return links
  }

  /// What the references without a label in a passage read on a page.
  private func shown(in passage: Int, of document: DocumentLinks) -> [(bytes: Range<Int>, title: String)] {
    // References come by passage.
    if document.references.isEmpty { return [] }
    let first = document.references.firstPlace { $0.passage >= passage }
    return document.references[first...].prefix { $0.passage == passage }.compactMap { reference in
      guard reference.reference.label == nil, let title = reference.target.flatMap(titles) else { return nil }
      return (reference.bytes, title)
    }
  }

  // MARK: - Faults

  /// What is wrong in `documents`, which are those that may have faults, in their order: how many near names may be
  /// looked for is bounded for all of them together.
  static func diagnostics(of documents: [DocumentLinks], targets: KnownTargets) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    var faults = ReferenceFaults(targets)
    for document in documents {
      let text = document.source.document.source
      for reference in document.references {
        guard case .release(let release, .toCome) = reference.target else { continue }
        diagnostics.append(
          DocumentDiagnostic.make(
            .note, "release-to-come", "release \(release) is yet to come", at: reference.range, in: text))
      }
      for (fault, range) in document.unresolved {
        diagnostics.append(faults.diagnostic(fault, at: range, in: text))
      }
      for unknown in document.unknownNames {
        if let slip = faults.slip(unknown.name, at: unknown.range, in: text) { diagnostics.append(slip) }
      }
    }
    return diagnostics.sorted()
  }
}

extension DocumentLinks {
  /// Whether its text may give rise to a diagnostic of links.
  var mayHaveFaults: Bool { !unresolved.isEmpty || !unknownNames.isEmpty || namings.hasReleaseToCome }
}
