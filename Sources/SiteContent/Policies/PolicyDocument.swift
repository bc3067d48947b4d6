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

  /// Where the blocks of each clause stand among all `count` of the document, in the order of the clauses: its heading and
  /// what follows up to the heading of another clause or of a level as high.
  public func placesOfClauses(among count: Int) -> [Range<Int>] {
    let headings = document.topHeadings
    let positions = Dictionary(headings.indices.map { (headings[$0].heading.anchor, $0) }) { first, _ in first }
    let anchors = Set(clauses.map(\.heading))
    return clauses.map { clause in
      guard let position = positions[clause.heading] else { return 0..<0 }
      let (start, heading) = headings[position]
      let next = headings[(position + 1)...].first {
        $0.heading.level <= heading.level || anchors.contains($0.heading.anchor)
      }
      return start..<(next?.place ?? count)
    }
  }
}
