public import KfuncModel
internal import RecordWords
internal import SiteContent

/// Puts a record into words: the document that every format for reading shows.
///
/// One extension for each group of sections; a section that has nothing to say is left out.
public struct NotesComposer: Sendable {
  let record: NotesRecord
  let source: NotesSource

  /// A composer for `record`, which was made from `source`.
  public init(_ record: NotesRecord, _ source: NotesSource) {
    self.record = record
    self.source = source
  }

  /// The title: `Kfuncs in Linux 7.3, compared with 7.2`.
  public static func title(_ from: KernelRelease, _ to: KernelRelease) -> String {
    "Kfuncs in Linux \(to), compared with \(from)"
  }

  /// What people wrote about `release`, where there are no notes to put it before: of the first release read.
  public static func lead(of release: KernelRelease, _ source: NotesSource) -> [NotesBlock] {
    source.content.lead(of: release).map { LeadText(source: source).blocks($0.document) } ?? []
  }

  /// The whole.
  public func document() -> NotesDocument {
    let summary = summary
    var introduction: [NotesBlock] = summary.isEmpty ? [] : [.paragraph(summary)]
    if let lead = record.lead {
      introduction.insert(contentsOf: leadBlocks(LeadText(source: source).blocks(lead)), at: 0)
    }
    let sections = [
      affected, breaks, written, added, relaxed, other, renamed, invisible, releaseWide, passing, plans, policy,
      discussion, testing, coverage,
    ]
    return NotesDocument(
      title: Self.title(record.from.release, record.to.release), introduction: introduction,
      sections: sections.compactMap { $0 }.filter { !$0.isEmpty })
  }

  /// A lead speaks of its release against the one before: over a longer way that is said.
  private func leadBlocks(_ blocks: [NotesBlock]) -> [NotesBlock] {
    if record.steps.count < 2 { return blocks }
    return [.paragraph(NotesText("Of \(record.to.release), the last step on the way:")), .quote(blocks)]
  }

  /// How many of what, in plain words: for lists of releases.
  public var summaryWords: String { summary.words }

  /// How many of what, in a paragraph.
  var summary: NotesText {
    var text = NotesText()
    let (from, to) = (record.from, record.to)
    let new = record.added.reduce(0) { $0 + $1.kfuncs.count }
    let gone = record.removed.count
    if record.affected == nil {
      text.say(
        "Linux \(to.release) has \(Phrases.count(to.kfuncCount, "kfunc")) that programs can call, \(from.release) has "
          + "\(from.kfuncCount): "
      )
      text.say(new == 0 ? "none is new" : "\(NumberWords.spelled(new)) \(new == 1 ? "is" : "are") new")
      text.say(gone == 0 ? " and none is gone." : " and \(NumberWords.spelled(gone)) \(gone == 1 ? "is" : "are") gone.")
    }
    var parts: [String] = []
    func add(_ count: Int, _ one: String, _ many: String) {
      if count > 0 { parts.append("\(NumberWords.spelled(count)) \(count == 1 ? one : many)") }
    }
    add(record.prototypes.count, "has another prototype", "have other prototypes")
    add(names(record.stricter), "asks more of its callers", "ask more of their callers")
    add(names(record.relaxed), "asks less or is open to more programs", "ask less or are open to more programs")
    if !parts.isEmpty {
      text.sentence(NumberWords.atStart(Phrases.list(parts)) + ".")
    }
    if !record.releaseWide.isEmpty {
      let count = record.releaseWide.count
      text.sentence(
        NumberWords.atStart(
          "\(NumberWords.count(count, "change")) \(count == 1 ? "concerns" : "concern") the release as a whole."))
    }
    return text
  }

  private func names(_ groups: [ChangeGroup]) -> Int { Set(groups.flatMap(\.names)).count }

  /// When something happened, where that is more than what the notes say anyway: `in 6.13`, `by 6.12`, `in two steps, …`.
  func when(_ intervals: [ReleaseInterval]) -> String? {
    var words: [String] = []
    for interval in intervals {
      if interval.isExact, interval.by == record.to.release, record.steps.count == 1, record.unread.isEmpty { continue }
      if !interval.isExact, record.steps.count == 1 { continue }
      let word = interval.isExact ? "in \(interval.by)" : "by \(interval.by)"
      if !words.contains(word) { words.append(word) }
    }
    switch words.count {
    case 0: return nil
    case 1: return words[0]
    default: return "in \(NumberWords.spelled(words.count)) steps, \(Phrases.list(words))"
    }
  }

  /// What people wrote about something, one paragraph or a list, oldest release first; what was written of several
  /// kfuncs in the same words is told once.
  func story(_ events: [WrittenEvent]) -> [NotesBlock] {
    // Kfuncs of a family are written about in the same words, each with its own names.
    struct Said: Hashable {
      let text: [String]
      let citation: Citation
      let release: KernelRelease?
    }
    var seen: Set<Said> = []
    let told = events.filter {
      seen.insert(
        Said(text: NamedText.withoutNames($0.text, source), citation: $0.citation, release: $0.release)
      ).inserted
    }
    let order = told.indices.sorted { left, right in
      switch (told[left].release, told[right].release) {
      case (let first?, let second?) where first != second: first < second
      case (nil, .some): true
      case (.some, nil): false
      default: left < right
      }
    }
    let entries = order.map { index -> NotesText in
      var text = NotesText(told[index].release.map { "\($0): " } ?? "")
      text.add(CitationText.text(told[index], source))
      return text
    }
    if entries.count < 2 { return entries.map { .paragraph($0) } }
    return [.list(entries.map { [.paragraph($0)] })]
  }

  /// `See When it differs.`: clauses of the site that say more, those that it has.
  func see(_ clauses: [String]) -> NotesText {
    let known = clauses.filter { source.clauseTitles[$0] != nil }
    var text = NotesText()
    for (index, id) in known.enumerated() {
      text.say(index == 0 ? "See " : index == known.count - 1 ? " and " : ", ")
      text.spans.append(.link(source.clauseTitles[id] ?? id, .clause(id)))
    }
    if !text.isEmpty { text.say(".") }
    return text
  }
}

/// Clauses that say what to do, by id; left out of notes where a site has none of that name.
enum AdviceClause {
  static let weak = "defensive-weak"
  static let mismatch = "defensive-mismatch"
  static let declarations = "defensive-declarations"
  static let backports = "defensive-backports"
}
