internal import Diagnostics
internal import MarkdownSyntax

/// What one document names: its passages, the kfuncs that they mention, and the references that were made on purpose.
///
/// A class, though it never changes: a site has thousands, which are handed around together.
public final class DocumentLinks: Sendable {
  /// The document.
  public let source: LinkSource
  /// Its passages, in order, footnotes last.
  public let passages: Passages
  /// The mentions, in order; references to kfuncs among them.
  public let mentions: Mentions
  /// The references, in order.
  public let references: [ResolvedReference]
  /// Those of blocks that are no headings, for whoever renders the document.
  public var blockAnchors: PassageAnchors { passages.anchors }
  /// Links and images that were written by hand, with their places.
  let handLinks: [(destination: LinkDestination, range: SourceRange?)]
  /// Steps of work: bytes looked at and names looked up.
  let steps: Int
  let unknownNames: [MentionReader.UnknownName]
  let unresolved: [(fault: UnresolvedReference, range: SourceRange?)]
  /// The mentions and references by what they name.
  let namings: DocumentNamings

  /// The links of `source`; linear in its size. Needs nothing but its arguments, so documents may be read side by side.
  public init(_ source: LinkSource, targets: KnownTargets) {
    let document = source.document
    let tree = document.tree
    var reader = MentionReader(source, names: targets.names)
    var links: [(node: Int, place: Range<Int>?)] = []
    var found: [(node: Int, piece: PassageText.Piece, passage: Int)] = []
    let reading = PassageReader(document) { index, text in
      reader.read(text, index)
      links += text.links
      for piece in text.pieces {
        if case .reference(let node) = piece.kind { found.append((node, piece, index)) }
      }
    }
    var references: [ResolvedReference] = []
    var unresolved: [(fault: UnresolvedReference, range: SourceRange?)] = []
    var named: [Mentions.Record] = []
    for (node, piece, passage) in found {
      let reference = tree.reference(node)
      let range = piece.place.map(tree.source.range)
      var target: ReferenceTarget?
      do throws(UnresolvedReference) {
        target = try targets.resolve(reference)
      } catch {
        unresolved.append((error, range))
      }
      references.append(
        ResolvedReference(reference: reference, target: target, range: range, passage: passage, bytes: piece.bytes))
      if case .kfunc(let name) = target, let position = targets.names.table.index(of: name) {
        named.append(
          Mentions.Record(
            name: position, passage: passage, bytes: piece.bytes, place: piece.place, form: .reference,
            isExact: false))
      }
    }
    self.source = source
    passages = Passages(document, reading.records, reading.anchors)
    handLinks = links.map { (tree.destination(of: $0.node), $0.place.map(tree.source.range)) }
    self.references = references.exact
    self.unresolved = unresolved
    unknownNames = reader.unknown
    var records = reader.mentions
    if !named.isEmpty {
      records += named
      records.sort { ($0.passage, $0.lower) < ($1.passage, $1.lower) }
    }
    mentions = Mentions(records.exact, targets.names.names, document)
    steps = reader.steps
    namings = DocumentNamings(mentions: records, references: references)
  }

  /// Every anchor that a link can name: those of headings and of other blocks.
  var anchors: Set<String> {
    var anchors = Set(blockAnchors.anchors.map(\.text))
    source.document.visitHeadings { anchors.insert($0.anchor) }
    return anchors
  }
}

extension Array {
  /// The same with no more room than it needs: what stays for a whole build shall not be half empty.
  fileprivate var exact: [Element] { isEmpty ? [] : withUnsafeBufferPointer { Array($0) } }
}
