import Foundation
import KfuncModel
import ReleaseNotes
import SiteContent

/// The committed content, read once, and the lists in `Tests/Expectations`, found beside this file.
enum RealContent {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let source = NotesSource(ContentFolder.read(root.appending(path: "Content").path))

  /// The pairs of neighbours.
  static let pairs = ["6.1..6.12", "6.12..7.2", "7.2..7.3"]

  struct NoNotes: Error {}

  /// Each range that tests ask for, once for all of them.
  private static let whole: [String: (notes: NotesRecord, document: NotesDocument)] = Dictionary(
    uniqueKeysWithValues: (pairs + ["6.1..7.3", "6.1..7.2", "6.12..7.3"]).compactMap { range in
      guard let notes = try? made(range) else { return nil }
      return (range, (notes, NotesComposer(notes, source).document()))
    })

  private static func made(_ range: String, affected: AffectedKfuncs? = nil) throws -> NotesRecord {
    let request = try NotesRequest(range, releases: source.record.releases)
    guard let notes = source.notes(request, affected: affected) else { throw NoNotes() }
    return notes
  }

  static func notes(_ range: String, affected: AffectedKfuncs? = nil) throws -> NotesRecord {
    if affected == nil, let known = whole[range] { return known.notes }
    return try made(range, affected: affected)
  }

  static func document(_ range: String) throws -> NotesDocument {
    guard let known = whole[range] else { throw NoNotes() }
    return known.document
  }

  /// The lines of an expectation, comments left out.
  static func lines(_ path: String) throws -> [String] {
    try String(contentsOf: root.appending(path: "Tests/Expectations/\(path)"), encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: true).map(String.init).filter { !$0.hasPrefix("#") }
  }
}

extension NotesRecord {
  /// Names that are new at the newer end, those for tests too.
  var cameNames: Set<String> { Set(added.flatMap(\.kfuncs).map(\.change.name) + testing.added) }
  /// Names that are gone at the newer end, those for tests too.
  var wentNames: Set<String> { Set(removed.map(\.change.name) + testing.removed) }
  /// Every change of a kfunc that is told, wherever.
  var changes: [KfuncChange] { prototypes + (stricter + relaxed + other + invisible).flatMap(\.changes) }
}

extension NotesDocument {
  /// Every section and part, in order.
  var allSections: [NotesSection] { sections.flatMap { [$0] + $0.allParts } }

  /// The section of that name.
  func section(_ id: String) -> NotesSection? { allSections.first { $0.id == id } }

  /// Every stretch of words.
  var spans: [NotesSpan] { introduction.flatMap(\.spans) + sections.flatMap(\.spans) }
}

extension NotesSection {
  var allParts: [NotesSection] { parts.flatMap { [$0] + $0.allParts } }
  var spans: [NotesSpan] { blocks.flatMap(\.spans) + parts.flatMap(\.spans) }
  /// All that it says, titles of its parts too.
  var words: String {
    (blocks.map(\.words) + parts.map { $0.title + "\n" + $0.words }).joined(separator: "\n")
  }
}

extension NotesBlock {
  var spans: [NotesSpan] {
    switch self {
    case .paragraph(let text): text.spans
    case .list(let entries), .numbered(_, let entries): entries.flatMap { $0.flatMap(\.spans) }
    case .entry(let name, let blocks): [.code(name, .kfunc(name))] + blocks.flatMap(\.spans)
    case .forms(let old, let new): [.text(old), .text(new)]
    case .code(let code): [.text(code)]
    case .quote(let blocks): blocks.flatMap(\.spans)
    case .table(let header, let rows): header.map { .text($0) } + rows.flatMap { $0.flatMap(\.spans) }
    case .folded(let words, let blocks): [.text(words)] + blocks.flatMap(\.spans)
    }
  }

  var words: String {
    switch self {
    case .paragraph(let text): text.words
    case .list(let entries), .numbered(_, let entries):
      entries.map { $0.map(\.words).joined(separator: "\n") }.joined(separator: "\n")
    case .entry(let name, let blocks): ([name] + blocks.map(\.words)).joined(separator: "\n")
    case .forms(let old, let new): old + "\n" + new
    case .code(let code): code
    case .quote(let blocks): blocks.map(\.words).joined(separator: "\n")
    case .table(let header, let rows):
      ([header] + rows.map { $0.map(\.words) }).map { $0.joined(separator: "\t") }.joined(separator: "\n")
    case .folded(let words, let blocks): ([words] + blocks.map(\.words)).joined(separator: "\n")
    }
  }
}
