internal import MarkdownSyntax

/// Reads the mentions of one document's passages.
struct MentionReader {
  private(set) var mentions: [Mentions.Record] = []
  /// Names that nobody knows and that are called like BPF functions.
  private(set) var unknown: [UnknownName] = []
  private var scan: NameScan
  private let source: SourceText

  struct UnknownName {
    var name: String
    var range: SourceRange?
  }

  /// Where the names of one piece are looked for in the source.
  private struct Finder {
    let piece: Int
    var spelling: SpellingFinder
    /// How much of the passage's text was looked for.
    var read: Int
  }

  /// Bytes looked at and names looked up so far.
  var steps: Int { scan.steps }

  init(_ source: LinkSource, names: KfuncNames) {
    self.source = source.document.source
    scan = NameScan(names.table, reportsUnknown: source.isOwnProse)
  }

  /// Adds the mentions of a passage, which is the `index`th.
  mutating func read(_ text: borrowing PassageText, _ index: Int) {
    var next = 0
    var finder: Finder?
    for hit in scan.hits(in: text.bytes) {
      while next < text.pieces.count, text.pieces[next].bytes.upperBound <= hit.bytes.lowerBound { next += 1 }
      guard next < text.pieces.count else { break }
      let piece = text.pieces[next]
      // A name that markup cuts in two is no name that can be linked.
      guard piece.bytes.lowerBound <= hit.bytes.lowerBound, hit.bytes.upperBound <= piece.bytes.upperBound,
        let form = Self.form(of: piece)
      else { continue }
      if hit.name == nil, form == .unmarked { continue }
      if finder?.piece != next, let place = piece.place {
        finder = Finder(
          piece: next, spelling: SpellingFinder(source.clean, in: place), read: piece.bytes.lowerBound)
      }
      let exact = piece.isExact ? Self.place(of: hit.bytes, in: text.bytes, &finder) : nil
      guard let name = hit.name else {
        let spelled = String(decoding: text.bytes[hit.bytes], as: UTF8.self)
        unknown.append(UnknownName(name: spelled, range: (exact ?? piece.place).map(source.range)))
        continue
      }
      mentions.append(
        Mentions.Record(
          name: name, passage: index, bytes: hit.bytes, place: exact ?? piece.place, form: form,
          isExact: exact != nil))
    }
  }

  private static func form(of piece: PassageText.Piece) -> Mention.Form? {
    switch piece.kind {
    case .text: .prose
    case .code: .code
    case .unmarked: .unmarked
    // References are resolved apart; what stands in a link belongs to the link.
    case .linked, .reference: nil
    }
  }

  /// Where the run at `bytes` of a passage's `text` is written.
  private static func place(of bytes: Range<Int>, in text: [UInt8], _ finder: inout Finder?) -> Range<Int>? {
    guard var state = finder else { return nil }
    let wanted = text[bytes]
    // The same run may stand earlier where it is no mention (`ops->bpf_x`): pass over it in the source as well.
    var at = state.read
    while at < bytes.lowerBound {
      guard isIdentifierByte(text[at]) else {
        at += 1
        continue
      }
      let start = at
      while at < bytes.lowerBound, isIdentifierByte(text[at]) { at += 1 }
      if text[start..<at] == wanted { _ = state.spelling.next(wanted) }
    }
    state.read = bytes.upperBound
    let found = state.spelling.next(wanted)
    finder = state
    return found
  }
}
