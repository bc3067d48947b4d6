internal import MarkdownSyntax

/// Reads the mentions of one document's passages.
struct MentionReader {
  private(set) var mentions: [Mention] = []
  /// Names that nobody knows and that are called like BPF functions.
  private(set) var unknown: [UnknownName] = []
  private var scan: NameScan
  private let names: NameTable
  private let source: SourceText
  private let offsets: CleanOffsets

  struct UnknownName {
    var name: String
    var range: SourceRange?
  }

  /// Bytes looked at and names looked up so far.
  var steps: Int { scan.steps }

  init(_ source: LinkSource, names: KfuncNames) {
    self.names = names.table
    self.source = source.document.source
    offsets = CleanOffsets(source.document.source)
    scan = NameScan(names.table, reportsUnknown: source.isOwnProse)
  }

  /// Adds the mentions of `passage`, which is the `index`th.
  mutating func read(_ passage: Passage, _ index: Int) {
    var next = 0
    var finder: (piece: Int, spelling: SpellingFinder, read: Int)?
    for hit in scan.hits(in: passage.text) {
      while next < passage.pieces.count, passage.pieces[next].bytes.upperBound <= hit.bytes.lowerBound { next += 1 }
      guard next < passage.pieces.count else { break }
      let piece = passage.pieces[next]
      // A name that markup cuts in two is no name that can be linked.
      guard piece.bytes.lowerBound <= hit.bytes.lowerBound, hit.bytes.upperBound <= piece.bytes.upperBound,
        let form = Self.form(of: piece)
      else { continue }
      if hit.name == nil, form == .unmarked { continue }
      if finder?.piece != next, let range = piece.range {
        finder = (next, SpellingFinder(source.clean, in: offsets.clean(range)), piece.bytes.lowerBound)
      }
      let exact = piece.isExact ? range(of: hit.bytes, in: passage, &finder) : nil
      guard let name = hit.name else {
        let spelled = String(decoding: passage.text[hit.bytes], as: UTF8.self)
        unknown.append(UnknownName(name: spelled, range: exact ?? piece.range))
        continue
      }
      mentions.append(
        Mention(
          name: names.names[name], form: form, range: exact ?? piece.range, isExact: exact != nil, passage: index,
          bytes: hit.bytes))
    }
  }

  private static func form(of piece: Passage.Piece) -> Mention.Form? {
    switch piece.kind {
    case .text: .prose
    case .code: .code
    case .unmarked: .unmarked
    // References are resolved apart; what stands in a link belongs to the link.
    case .linked, .reference: nil
    }
  }

  /// Where the run at `bytes` is written.
  private func range(
    of bytes: Range<Int>, in passage: Passage, _ finder: inout (piece: Int, spelling: SpellingFinder, read: Int)?
  ) -> SourceRange? {
    guard var state = finder else { return nil }
    let wanted = passage.text[bytes]
    // The same run may stand earlier where it is no mention (`ops->bpf_x`): pass over it in the source as well.
    var at = state.read
    while at < bytes.lowerBound {
      guard isIdentifierByte(passage.text[at]) else {
        at += 1
        continue
      }
      let start = at
      while at < bytes.lowerBound, isIdentifierByte(passage.text[at]) { at += 1 }
      if passage.text[start..<at] == wanted { _ = state.spelling.next(wanted) }
    }
    state.read = bytes.upperBound
    let found = state.spelling.next(wanted)
    finder = state
    return found.map(source.range)
  }
}
