internal import Diagnostics

/// One run of the check. Raw and kept text are sequences of parts (sentences of prose, lines of code); the kept
/// sequence must be the raw one with parts left out only where a mark stands.
///
/// Every place where the kept text may stand so far is followed, because a message may say the same twice.
struct QuotationProof {
  private struct RawPart {
    var digest: String
    var depth: Int
    var isProse: Bool
    var paragraph: Int
    var starts: Bool
  }

  private struct KeptPart {
    var digest: String
    var text: String
    var depth: Int
    var isProse: Bool
    var paragraph: Int
    var starts: Bool
    var afterGap: Bool
    var line: ExcerptPiece.Line
    /// Where it begins in the normalised line.
    var offset: Int
  }

  /// At most this many places are followed at once; more is a message that repeats itself on end.
  private static let widest = 64
  /// At most this many faults are told of one message.
  private static let most = 100

  private(set) var diagnostics: [Diagnostic] = []
  private let excerpt: ExcerptFile
  private let records: [ParagraphRecord]
  private let rawText: [BodyBlock]?
  private var raw: [RawPart] = []
  private var index: [String: [Int]] = [:]
  private var kept: [KeptPart] = []
  private var endsInGap = false
  private var endLine = 1

  init(_ excerpt: ExcerptFile, _ records: [ParagraphRecord], raw rawText: [BodyBlock]?) {
    self.excerpt = excerpt
    self.records = records
    self.rawText = rawText
    for (paragraph, record) in records.enumerated() {
      for (position, digest) in record.parts.enumerated() {
        index[digest, default: []].append(raw.count)
        raw.append(
          RawPart(
            digest: digest, depth: record.depth, isProse: record.kind == .prose, paragraph: paragraph,
            starts: position == 0))
      }
    }
    endLine = max(1, excerpt.lineCount)
    collect()
    follow()
    if diagnostics.isEmpty { compareWholeParagraphs() }
  }

  // MARK: - Kept parts

  private mutating func collect() {
    var gap = false
    for (paragraph, piece) in excerpt.body.pieces.enumerated() {
      endLine = piece.segments.last?.lines.last?.number ?? piece.line
      if piece.kind == .elision {
        gap = true
        continue
      }
      var starts = true
      for segment in piece.segments {
        if segment.followsMark { gap = true }
        for (text, line, offset) in Self.parts(of: segment, isProse: piece.kind == .prose) {
          kept.append(
            KeptPart(
              digest: Digest.hex(text, length: ParagraphRecord.partDigits), text: text.text, depth: piece.depth,
              isProse: piece.kind == .prose, paragraph: paragraph, starts: starts, afterGap: gap, line: line,
              offset: offset))
          starts = false
          gap = false
        }
      }
      if piece.endsInMark { gap = true }
    }
    endsInGap = gap
  }

  /// The parts of a segment, each with the line in which it begins and its offset there.
  private static func parts(
    of segment: ExcerptPiece.Segment, isProse: Bool
  ) -> [(text: [UInt8], line: ExcerptPiece.Line, offset: Int)] {
    if !isProse {
      return segment.lines.map { (QuotedText.normalised(CollectionOfOne($0.text)), $0, 0) }.filter { !$0.0.isEmpty }
    }
    // Where each normalised line begins in the normalised whole.
    var starts: [(offset: Int, line: ExcerptPiece.Line)] = []
    var whole = NormalisedText()
    for line in segment.lines {
      starts.append((whole.next, line))
      whole.add(line.text)
    }
    var next = 0
    return QuotedText.sentences(whole.bytes).map { sentence in
      while next + 1 < starts.count, starts[next + 1].offset <= sentence.startIndex { next += 1 }
      return (Array(sentence), starts[next].line, sentence.startIndex - starts[next].offset)
    }
  }

  // MARK: - Following

  private mutating func follow() {
    var places = [0]
    // Behind an altered sentence after a mark nobody knows where the text goes on.
    var isLost = false
    for part in kept {
      guard let lowest = places.first, diagnostics.count < Self.most else { return }
      let next = isLost ? anywhere(from: lowest, part) : successors(of: places, part)
      if !next.isEmpty {
        places = next
        isLost = false
        continue
      }
      report(part, after: lowest)
      // Go on behind the place where the part stands, if it stands anywhere, else behind the part that it replaced.
      let elsewhere = positions(part.digest, from: lowest)
      isLost = elsewhere.isEmpty && (part.afterGap || isLost)
      places = elsewhere.isEmpty ? Array(lowest...min(lowest + 1, raw.count)) : elsewhere.map { $0 + 1 }
    }
    if !places.contains(raw.count), !endsInGap, !kept.isEmpty || !raw.isEmpty, diagnostics.isEmpty {
      add("unmarked-elision", "the message goes on here; mark the gap with a paragraph '[…]'", endLine, nil)
    }
  }

  private func anywhere(from lowest: Int, _ part: KeptPart) -> [Int] {
    positions(part.digest, from: lowest).filter { matches(part, at: $0, afterGap: true) }.map { $0 + 1 }
  }

  private func successors(of places: [Int], _ part: KeptPart) -> [Int] {
    if !part.afterGap { return places.filter { matches(part, at: $0, afterGap: false) }.map { $0 + 1 } }
    guard let lowest = places.first else { return [] }
    return positions(part.digest, from: lowest).filter { place in
      matches(part, at: place, afterGap: true)
        // A mark inside a paragraph leaves out sentences of that paragraph alone.
        && (part.starts || places.contains { $0 > 0 && $0 <= place && raw[$0 - 1].paragraph == raw[place].paragraph })
    }.prefix(Self.widest).map { $0 + 1 }
  }

  private func matches(_ part: KeptPart, at place: Int, afterGap: Bool) -> Bool {
    guard place < raw.count else { return false }
    let other = raw[place]
    return other.digest == part.digest && other.depth == part.depth && other.isProse == part.isProse
      && (afterGap || other.starts == part.starts)
  }

  private func positions(_ digest: String, from lowest: Int) -> [Int] {
    guard let all = index[digest] else { return [] }
    return Array(all.drop { $0 < lowest }.prefix(4 * Self.widest))
  }

  // MARK: - What is wrong

  private mutating func report(_ part: KeptPart, after lowest: Int) {
    let all = index[part.digest] ?? []
    let sameDepth = all.filter { raw[$0].depth == part.depth }
    if all.isEmpty {
      var message = "not a sentence of the message, or cut inside one: '\(Self.shortened(part.text))'"
      if let near = nearest(to: part) { message += "; did you mean '\(Self.shortened(near))'" }
      add("altered-quotation", message, part)
    } else if sameDepth.isEmpty {
      let depths = Set(all.map { raw[$0].depth }).sorted().map(String.init).joined(separator: ", ")
      add("altered-depth", "quoted \(part.depth) deep here, \(depths) in the message", part)
    } else if sameDepth.contains(lowest) {
      add("altered-quotation", "paragraphs are not divided here as in the message", part)
    } else if sameDepth.contains(where: { $0 >= lowest }) {
      let isNarrow = part.afterGap && !part.starts
      let message =
        isNarrow
        ? "the mark leaves out more than sentences of one paragraph; give it a paragraph of its own"
        : "something is left out before this; mark the gap with '[…]'"
      add("unmarked-elision", message, part)
    } else {
      add("reordered", "this stands earlier in the message", part)
    }
  }

  /// The raw part whose words are nearest to the kept one's, where the mbox is at hand.
  private func nearest(to part: KeptPart) -> String? {
    guard let rawText else { return nil }
    let words = Set(part.text.split(separator: " "))
    var best: (score: Int, text: String)?
    for block in rawText where block.kind != .elision && (block.kind == .prose) == part.isProse {
      for text in ParagraphRecord.parts(of: block.kind, block.lines).prefix(2_000) {
        let candidate = text.text
        let shared = Set(candidate.split(separator: " ")).intersection(words).count
        if shared * 2 >= words.count, shared > best?.score ?? 0 { best = (shared, candidate) }
      }
    }
    return best?.text
  }

  /// Where a kept paragraph holds all parts of its raw one, the longer digest of the whole must agree too.
  private mutating func compareWholeParagraphs() {
    var whole: [[String]: Set<String>] = [:]
    for record in records { whole[record.parts, default: []].insert(record.digest) }
    var next = 0
    for (paragraph, piece) in excerpt.body.pieces.enumerated() {
      // The digests of its parts are known: they were looked for in the message.
      let start = next
      while next < kept.count, kept[next].paragraph == paragraph { next += 1 }
      guard piece.kind != .elision, piece.segments.count == 1, !piece.endsInMark, !piece.segments[0].followsMark,
        let digests = whole[kept[start..<next].map(\.digest)],
        !digests.contains(ParagraphRecord.digest(of: piece.block.lines))
      else { continue }
      add("hash-mismatch", "the digest of the whole paragraph differs", piece.line, nil)
    }
  }

  private static func shortened(_ text: String) -> String {
    text.count > 120 ? "\(text.prefix(119))…" : text
  }

  private mutating func add(_ code: Diagnostic.Code, _ message: String, _ part: KeptPart) {
    add(code, message, part.line.number, part.line.column(ofNormalised: part.offset))
  }

  private mutating func add(_ code: Diagnostic.Code, _ message: String, _ line: Int, _ column: Int?) {
    let source = excerpt.line(line)
    diagnostics.append(
      Diagnostic(
        .error, code, message, at: SourceLocation(file: excerpt.file, line: line, column: column), sourceLine: source))
  }
}
