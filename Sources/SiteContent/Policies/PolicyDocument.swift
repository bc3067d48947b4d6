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
  /// The text.
  public var document: MarkdownDocument

  /// A policy made of its parts.
  public init(
    slug: String, title: String, summary: String, order: Int, clauses: [Clause], document: MarkdownDocument
  ) {
    self.slug = slug
    self.title = title
    self.summary = summary
    self.order = order
    self.clauses = clauses
    self.document = document
  }

  /// The blocks of `clause`: its heading and what follows up to the heading of the next clause or of a level as high.
  public func blocks(of clause: Clause) -> ArraySlice<Block> {
    guard let start = position(of: clause.heading) else { return [] }
    let anchors = Set(clauses.map(\.heading))
    var end = start + 1
    var level = 6
    if case .heading(let heading) = document.blocks[start].kind { level = heading.level }
    while end < document.blocks.count {
      if case .heading(let heading) = document.blocks[end].kind,
        heading.level <= level || anchors.contains(heading.anchor)
      {
        break
      }
      end += 1
    }
    return document.blocks[start..<end]
  }

  private func position(of anchor: String) -> Int? {
    document.blocks.firstIndex { block in
      if case .heading(let heading) = block.kind { heading.anchor == anchor } else { false }
    }
  }
}
