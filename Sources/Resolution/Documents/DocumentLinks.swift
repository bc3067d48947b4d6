internal import Diagnostics
internal import MarkdownSyntax

/// What one document names: its passages, the kfuncs that they mention, and the references that were made on purpose.
///
/// A class, though it never changes: a site has thousands, which are handed around together.
public final class DocumentLinks: Sendable {
  /// The document.
  public let source: LinkSource
  /// Its passages, in order, footnotes last.
  public let passages: [Passage]
  /// The mentions, in order; references to kfuncs among them.
  public let mentions: [Mention]
  /// The references, in order.
  public let references: [ResolvedReference]
  /// Every anchor that a link can name: those of headings and of other blocks.
  let anchors: Set<String>
  /// Those of blocks that are no headings, for whoever renders the document.
  public let blockAnchors: PassageAnchors
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
    let reading = PassageReader(source.document)
    let passages = reading.passages
    var anchors = Set(reading.anchors.values)
    var handLinks: [(destination: LinkDestination, range: SourceRange?)] = []
    source.document.visit { node, place in
      switch node {
      case .block(let block):
        if case .heading(let heading) = block.kind { anchors.insert(heading.anchor) }
      case .inline(let inline):
        switch inline.kind {
        case .link(let link): handLinks.append((link.destination, place))
        case .image(let link): handLinks.append((link.destination, place))
        default: break
        }
      }
    }
    var reader = MentionReader(source, names: targets.names)
    var references: [ResolvedReference] = []
    var unresolved: [(fault: UnresolvedReference, range: SourceRange?)] = []
    var named: [Mention] = []
    for (index, passage) in passages.enumerated() {
      reader.read(passage, index)
      for piece in passage.pieces {
        guard case .reference(let reference) = piece.kind else { continue }
        var target: ReferenceTarget?
        do throws(UnresolvedReference) {
          target = try targets.resolve(reference)
        } catch {
          unresolved.append((error, piece.range))
        }
        references.append(
          ResolvedReference(
            reference: reference, target: target, range: piece.range, passage: index, bytes: piece.bytes))
        if case .kfunc(let name) = target {
          named.append(
            Mention(
              name: name, form: .reference, range: piece.range, isExact: false, passage: index, bytes: piece.bytes))
        }
      }
    }
    self.source = source
    // Quotations are marked in messages by the parts of their passages. In our own prose mentions and references tell all
    // from here on, and the parts were a third of the memory of a note's links.
    self.passages = passages.map { passage in
      var passage = passage
      if source.isOwnProse { passage.pieces = [] }
      return passage
    }
    self.anchors = anchors
    blockAnchors = PassageAnchors(reading.anchors)
    self.handLinks = handLinks
    self.references = references
    self.unresolved = unresolved
    unknownNames = reader.unknown
    mentions = (reader.mentions + named).sorted { first, second in
      (first.passage, first.bytes.lowerBound) < (second.passage, second.bytes.lowerBound)
    }
    steps = reader.steps
    namings = DocumentNamings(mentions: mentions, references: references)
  }
}
