public import KfuncModel

/// The official words of a clause, as far as they are at hand.
public struct OfficialText: Hashable, Sendable {
  /// Where they come from.
  public enum Origin: Hashable, Sendable {
    /// The clause's own quotes of messages, one text for each stretch between gaps.
    case quotes
    /// The whole section, read from the user's own kernel.
    case section(KernelRelease)
  }

  /// Words without a gap.
  public struct Stretch: Hashable, Sendable {
    /// The words as written.
    public var text: String
    /// The messages from whose quotes it was taken, by Message-ID, in order; empty for a section.
    public var messages: [String]
  }

  /// The clause's id.
  public var clause: String
  /// Where the words come from.
  public var origin: Origin
  /// Stretches of words in the order of the document, with gaps between them.
  public var stretches: [Stretch]

  /// The official words of `clause`, by which quotations of it are found: its quotes, with those joined that overlap;
  /// for a clause without quotes that names a whole section, that section of the newest of `texts` that has it. Nil where
  /// there are neither.
  ///
  /// Quotes go first because several clauses may tell parts of one section, and words belong to the clause that quotes
  /// them. To show a section whole, see ``section(of:in:)``.
  public init?(_ clause: Clause, texts: [KernelTexts] = []) {
    self.clause = clause.id
    origin = .quotes
    var joining = StretchJoining()
    for quote in clause.quotes {
      for part in Self.parts(of: Array(quote.words.utf8)) {
        joining.add(Stretch(text: part, messages: [quote.messageID]))
      }
    }
    stretches = joining.stretches
    if !stretches.isEmpty { return }
    guard let (release, section) = Self.section(of: clause, in: texts), let source = clause.source,
      source.section == nil || section.section.hasName(of: source)
    else { return nil }
    origin = .section(release)
    stretches = [Stretch(text: section.text, messages: [])]
  }

  /// Words made of their parts.
  init(clause: String, origin: Origin, stretches: [Stretch]) {
    self.clause = clause
    self.origin = origin
    self.stretches = stretches
  }

  /// The section that holds the official words of `clause`, from the newest of `texts` that has it: what is shown whole
  /// to whoever read it from their own kernel.
  public static func section(
    of clause: Clause, in texts: [KernelTexts]
  ) -> (release: KernelRelease, section: KernelTexts.Section)? {
    guard let source = clause.source else { return nil }
    for text in texts.sorted(by: { $0.release > $1.release }) {
      if let section = text.policySections.first(where: { $0.section.isMeant(by: source) }) {
        return (text.release, section)
      }
    }
    return nil
  }

  /// The stretches of `words` between gaps, without white space around them.
  private static func parts(of words: [UInt8]) -> [String] {
    var parts: [ArraySlice<UInt8>] = []
    var start = 0
    var at = 0
    while at < words.count {
      if let length = QuotedWords.gap(words, at) {
        parts.append(words[start..<at])
        at += length
        start = at
      } else {
        at += 1
      }
    }
    parts.append(words[start...])
    return parts.compactMap { part in
      var part = part
      while let first = part.first, first <= 0x20 { part.removeFirst() }
      while let last = part.last, last <= 0x20 { part.removeLast() }
      return part.isEmpty ? nil : String(decoding: part, as: UTF8.self)
    }
  }
}

extension PolicySection {
  /// Whether a clause's source stands in this section: by the document and its anchor, or its number and title.
  func isMeant(by source: ClauseSource) -> Bool {
    guard self.source.file == source.document else { return false }
    return source.anchor.map { anchors.contains($0) } ?? hasName(of: source)
  }

  /// Whether the source names this very section by number and title, and not a part of it (`3. lifecycle, b)`).
  func hasName(of source: ClauseSource) -> Bool {
    guard let name = source.section else { return false }
    guard let number else { return name == title }
    return name == title || name == number || name == "\(number) \(title)" || name == "\(number). \(title)"
  }
}
