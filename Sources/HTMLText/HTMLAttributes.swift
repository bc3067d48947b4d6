/// The attributes of an element in the order in which they are written: names are literals, values are text.
public struct HTMLAttributes: ExpressibleByDictionaryLiteral, Sendable {
  /// Names and values; nil leaves an attribute out.
  public let members: [(StaticString, String?)]

  /// Attributes from a literal.
  @inlinable
  public init(dictionaryLiteral elements: (StaticString, String?)...) { members = elements }

  private init(members: [(StaticString, String?)]) { self.members = members }

  /// Adds an attribute at the end.
  public mutating func append(_ name: StaticString, _ value: String?) {
    self = HTMLAttributes(members: members + [(name, value)])
  }
}
