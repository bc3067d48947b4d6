/// The attributes of an element in the order in which they are written: names are literals, values are text.
public struct HTMLAttributes: ExpressibleByDictionaryLiteral, Sendable {
  /// Names and values; nil leaves an attribute out.
  public private(set) var members: [(StaticString, String?)]

  /// Attributes from a literal.
  public init(dictionaryLiteral elements: (StaticString, String?)...) { members = elements }

  /// Adds an attribute at the end.
  public mutating func append(_ name: StaticString, _ value: String?) { members.append((name, value)) }
}
