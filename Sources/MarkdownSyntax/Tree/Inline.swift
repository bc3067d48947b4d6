/// A piece of running text.
public struct Inline: Hashable, Sendable {
  /// What an inline is, with what it holds.
  public indirect enum Kind: Hashable, Sendable {
    /// Plain text, escapes and entities resolved.
    case text(String)
    /// A code span.
    case code(String)
    /// Emphasis.
    case emphasis([Inline])
    /// Strong emphasis.
    case strong([Inline])
    /// Struck out.
    case strikethrough([Inline])
    /// A link written as one: `[text](destination "title")` or by reference.
    case link(Link)
    /// An image; its content is the alternative text.
    case image(Link)
    /// An address that stands for itself, in angle brackets or bare.
    case autolink(LinkDestination, text: String)
    /// `[[kind:target]]`.
    case reference(CrossReference)
    /// `[^label]`: the footnote's number from 1, and which of the references to it this is, from 1.
    case footnoteReference(number: Int, occurrence: Int)
    /// A hard line break.
    case lineBreak
    /// The end of a source line inside a paragraph.
    case softBreak
    /// Raw HTML, which is never passed on, or a link that the policy refuses: shown as it was written.
    case shownAsWritten(String)
  }

  /// A link or image with a destination that the policy allows.
  public struct Link: Hashable, Sendable {
    /// Where it leads.
    public var destination: LinkDestination
    /// The title, empty where there is none.
    public var title: String
    /// The text, or the alternative text of an image.
    public var content: [Inline]

    /// A link made of its parts.
    public init(destination: LinkDestination, title: String, content: [Inline]) {
      self.destination = destination
      self.title = title
      self.content = content
    }
  }

  /// What it is.
  public var kind: Kind
  /// Where it is written; nil where its bytes were not found again in the source. The nearest ancestor with a range
  /// is then the most exact place that is known.
  public var range: SourceRange?

  /// An inline of `kind` at `range`.
  public init(_ kind: Kind, range: SourceRange?) {
    self.kind = kind
    self.range = range
  }

  /// What it contains, empty for leaves.
  public var children: [Inline] {
    switch kind {
    case .emphasis(let children), .strong(let children), .strikethrough(let children): children
    case .link(let link), .image(let link): link.content
    default: []
    }
  }
}

extension Sequence<Inline> {
  /// The text alone, without markup; a line end becomes a space.
  public var plainText: String {
    var text = ""
    for inline in self {
      switch inline.kind {
      case .text(let literal), .code(let literal), .shownAsWritten(let literal): text += literal
      case .autolink(_, let literal): text += literal
      case .reference(let reference): text += reference.label ?? reference.target
      case .lineBreak, .softBreak: text += " "
      case .footnoteReference: break
      case .emphasis, .strong, .strikethrough, .link, .image: text += inline.children.plainText
      }
    }
    return text
  }
}
