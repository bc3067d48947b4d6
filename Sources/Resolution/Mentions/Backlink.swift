public import MarkdownSyntax

/// A way back: a passage that names something.
public struct Backlink: Hashable, Sendable {
  /// Some words around a name, cut between words; an ellipsis stands where something was cut.
  public struct Snippet: Hashable, Sendable {
    /// What stands before the name.
    public var before: String
    /// The name as it is shown there.
    public var name: String
    /// What stands after it.
    public var after: String
  }

  /// The document.
  public var source: LinkSource.Kind
  /// The anchor to jump to in it; nil for its beginning.
  public var anchor: String?
  /// The text of the heading above; nil where there is none.
  public var heading: String?
  /// In a message, who wrote the line, by its depth of quotation; nil where the thread does not tell.
  public var speaker: LinkSource.Speaker?
  /// How deep the passage is quoted.
  public var quoteDepth: Int
  /// The words around the first mention in the passage.
  public var snippet: Snippet
  /// How the first mention is written.
  public var form: Mention.Form
  /// How many mentions the passage holds.
  public var count: Int
  /// Where the first mention is written.
  public var range: SourceRange?
}

extension Backlink.Snippet {
  /// How many bytes are shown on each side, at most.
  static let reach = 120

  /// The words around `bytes` of `text`; `titles` are shown in place of the references that stand at their places, which
  /// are in order and do not overlap.
  init(_ text: [UInt8], around bytes: Range<Int>, titles: [(bytes: Range<Int>, title: String)] = []) {
    var start = max(0, bytes.lowerBound - Self.reach)
    if start > 0 {
      // Forward to the beginning of a word; a long run without spaces is cut at a character.
      if let space = text[start..<bytes.lowerBound].firstIndex(of: 0x20) { start = space + 1 }
      while start < bytes.lowerBound, text[start] & 0xc0 == 0x80 { start += 1 }
    }
    var end = min(text.count, bytes.upperBound + Self.reach)
    if end < text.count {
      if let space = text[bytes.upperBound..<end].lastIndex(of: 0x20) { end = space }
      while end > bytes.upperBound, text[end] & 0xc0 == 0x80 { end -= 1 }
    }
    // A reference is shown whole or not at all.
    for (place, _) in titles {
      if place.lowerBound < start, start < place.upperBound { start = min(place.upperBound, bytes.lowerBound) }
      if place.lowerBound < end, end < place.upperBound { end = max(place.lowerBound, bytes.upperBound) }
    }
    func string(_ range: Range<Int>, after isCut: Bool = false, before isCutBehind: Bool = false) -> String {
      var words: [UInt8] = []
      words.reserveCapacity(range.count + 6)
      if isCut { words += "…".utf8 }
      var next = range.lowerBound
      for (place, title) in titles where range.lowerBound <= place.lowerBound && place.upperBound <= range.upperBound {
        words += text[next..<place.lowerBound]
        words += title.utf8
        next = place.upperBound
      }
      words += text[next..<range.upperBound]
      for index in words.indices where words[index] == 0x0a { words[index] = 0x20 }
      if isCutBehind { words += "…".utf8 }
      return String(decoding: words, as: UTF8.self)
    }
    before = string(start..<bytes.lowerBound, after: start > 0)
    name = string(bytes)
    after = string(bytes.upperBound..<end, before: end < text.count)
  }
}
