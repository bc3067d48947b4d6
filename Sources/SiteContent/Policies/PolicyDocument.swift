public import KfuncModel
public import MarkdownSyntax

/// A policy in our words, divided into clauses: `policies/SLUG.md`.
public struct PolicyDocument: Equatable, Sendable {
  /// The name in its address, that of the file.
  public var slug: String
  /// The title.
  public var title: String
  /// One or two sentences on what it is.
  public var summary: String
  /// Its place among the policies, from 1; equal places go by slug.
  public var order: Int
  /// The clauses in the order of the front matter.
  public var clauses: [Clause]
  /// The text; who reads it is noted.
  public var document: MarkdownDocument {
    get { words.read }
    set { words = Words(newValue) }
  }
  private(set) var words: Words

  /// A policy made of its parts.
  public init(
    slug: String, title: String, summary: String, order: Int, clauses: [Clause], document: MarkdownDocument
  ) {
    self.slug = slug
    self.title = title
    self.summary = summary
    self.order = order
    self.clauses = clauses
    words = Words(document)
  }

  /// A heading of the text, at whatever depth.
  public struct TextHeading: Equatable, Sendable {
    /// The name that links give it.
    public let anchor: String
    /// Its words without markup.
    public let title: String
  }

  /// The headings in their order: all of the words that ``ContentOutline`` tells, so who reads them reads no words.
  public var headings: [TextHeading] {
    var headings: [TextHeading] = []
    words.document.visitHeadings { heading in
      headings.append(TextHeading(anchor: heading.anchor, title: heading.content.plainText))
    }
    return headings
  }

  /// The blocks of `clause`: its heading and what follows up to the heading of the next clause or of a level as high.
  public func blocks(of clause: Clause) -> ArraySlice<Block> {
    let blocks = document.blocks
    return blocks[places(of: clause, among: document.topHeadings, blocks.count)]
  }

  /// Where the blocks of each clause stand among all, in the order of the clauses.
  public func placesOfClauses(among count: Int) -> [Range<Int>] {
    let headings = document.topHeadings
    return clauses.map { places(of: $0, among: headings, count) }
  }

  private func places(
    of clause: Clause, among headings: [(place: Int, heading: Heading)], _ count: Int
  ) -> Range<Int> {
    guard let first = headings.firstIndex(where: { $0.heading.anchor == clause.heading }) else { return 0..<0 }
    let anchors = Set(clauses.map(\.heading))
    let (start, heading) = headings[first]
    let next = headings[(first + 1)...].first {
      $0.heading.level <= heading.level || anchors.contains($0.heading.anchor)
    }
    return start..<(next?.place ?? count)
  }
}
