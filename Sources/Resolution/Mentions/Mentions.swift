internal import MarkdownSyntax

/// The mentions of a document, in order; each is made when it is asked for.
public struct Mentions: RandomAccessCollection, Sendable {
  /// What is kept of a mention: 28 bytes, less than half of one with its name and place.
  struct Record: Sendable {
    /// The position of its name among those that the site knows.
    var name: UInt32
    var passage: UInt32
    /// Where it stands in the passage's text.
    var lower: UInt32
    var upper: UInt32
    /// Where it is written in the clean text; ``nowhere`` where that is not known.
    var sourceLower: UInt32
    var sourceUpper: UInt32
    var form: Mention.Form
    var isExact: Bool

    static let nowhere = UInt32.max

    init(
      name: Int, passage: Int, bytes: Range<Int>, place: Range<Int>?, form: Mention.Form, isExact: Bool
    ) {
      self.name = UInt32(clamping: name)
      self.passage = UInt32(clamping: passage)
      lower = UInt32(clamping: bytes.lowerBound)
      upper = UInt32(clamping: bytes.upperBound)
      sourceLower = place.map { UInt32(clamping: $0.lowerBound) } ?? Self.nowhere
      sourceUpper = place.map { UInt32(clamping: $0.upperBound) } ?? Self.nowhere
      self.form = form
      self.isExact = isExact
    }
  }

  let records: [Record]
  /// All names that the site knows, by position.
  private let names: [String]
  private let document: MarkdownDocument

  init(_ records: [Record], _ names: [String], _ document: MarkdownDocument) {
    self.records = records
    self.names = names
    self.document = document
  }

  /// The first mention.
  public var startIndex: Int { 0 }
  /// Behind the last mention.
  public var endIndex: Int { records.count }

  /// The mention at a position.
  public subscript(position: Int) -> Mention {
    let record = records[position]
    return Mention(
      name: name(at: position), form: record.form, range: range(at: position), isExact: record.isExact,
      passage: Int(record.passage), bytes: Int(record.lower)..<Int(record.upper))
  }

  /// The name of the mention at a position alone.
  func name(at position: Int) -> String { names[Int(records[position].name)] }

  /// Where the mention at a position is written.
  func range(at position: Int) -> SourceRange? {
    let record = records[position]
    if record.sourceLower == Record.nowhere { return nil }
    return document.range(ofClean: Int(record.sourceLower)..<Int(record.sourceUpper))
  }
}
