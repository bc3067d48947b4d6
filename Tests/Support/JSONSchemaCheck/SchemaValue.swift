internal import Foundation

/// A JSON value, as a schema and what it describes are made of.
public indirect enum SchemaValue: Decodable, Hashable, Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case text(String)
  case list([SchemaValue])
  case object([String: SchemaValue])

  /// The value that JSON text spells; numbers must be integers.
  public init(json: [UInt8]) throws { self = try JSONDecoder().decode(SchemaValue.self, from: Data(json)) }

  /// Reads a value of any kind.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Int.self) {
      self = .integer(value)
    } else if let value = try? container.decode(String.self) {
      self = .text(value)
    } else if let value = try? container.decode([SchemaValue].self) {
      self = .list(value)
    } else {
      self = .object(try container.decode([String: SchemaValue].self))
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
