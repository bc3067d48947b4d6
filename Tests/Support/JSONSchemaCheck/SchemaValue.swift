internal import JSONText

/// A JSON value, as a schema and what it describes are made of.
public indirect enum SchemaValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case text(String)
  case list([SchemaValue])
  case object([String: SchemaValue])

  /// The value that JSON text spells; numbers must be integers.
  public init(json: [UInt8]) throws { self.init(try JSONReader.read(json, file: "json").value) }

  private init(_ value: JSONValue) {
    self =
      switch value {
      case .null: .null
      case .bool(let truth): .bool(truth)
      case .integer(let number): .integer(number)
      case .string(let text): .text(text)
      case .array(let elements): .list(elements.map(SchemaValue.init))
      case .object(let members):
        .object(Dictionary(members.map { ($0.key, SchemaValue($0.value)) }) { first, _ in first })
      }
  }

  /// The member `key` of an object.
  public subscript(key: String) -> SchemaValue? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  var members: [String: SchemaValue]? { if case .object(let members) = self { members } else { nil } }
  var elements: [SchemaValue]? { if case .list(let elements) = self { elements } else { nil } }
  var text: String? { if case .text(let text) = self { text } else { nil } }
  var integer: Int? { if case .integer(let integer) = self { integer } else { nil } }

  var type: String {
    switch self {
    case .null: "null"
    case .bool: "boolean"
    case .integer: "integer"
    case .text: "string"
    case .list: "array"
    case .object: "object"
    }
  }
}
