import Foundation

/// A JSON value of an expectation, or a fact of a catalogue in the same form.
enum FixtureValue: Hashable, Sendable, Decodable {
  case null
  case bool(Bool)
  case number(Int)
  case text(String)
  case list([FixtureValue])
  case object([String: FixtureValue])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Int.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .text(value)
    } else if let value = try? container.decode([FixtureValue].self) {
      self = .list(value)
    } else {
      self = .object(try container.decode([String: FixtureValue].self))
    }
  }

  /// The text of `value`, null where there is none.
  init(_ value: String?) { self = value.map(FixtureValue.text) ?? .null }

  /// The texts of `values`.
  init(_ values: [String]) { self = .list(values.map(FixtureValue.text)) }

  /// The member `key` of an object; nil where this is no object or has none.
  subscript(key: String) -> FixtureValue? {
    get {
      guard case .object(let members) = self else { return nil }
      return members[key]
    }
    set {
      guard case .object(var members) = self else { return }
      members[key] = newValue
      self = .object(members)
    }
  }

  /// The elements of a list; none where this is no list.
  var elements: [FixtureValue] {
    guard case .list(let elements) = self else { return [] }
    return elements
  }

  /// The text, where this is one.
  var string: String? {
    guard case .text(let text) = self else { return nil }
    return text
  }

  /// The number, where this is one.
  var integer: Int? {
    guard case .number(let number) = self else { return nil }
    return number
  }
}

extension FixtureValue: CustomStringConvertible {
  /// The value on one line, keys in order.
  var description: String {
    switch self {
    case .null: "null"
    case .bool(let value): "\(value)"
    case .number(let value): "\(value)"
    case .text(let value): "\"\(value)\""
    case .list(let values): "[\(values.map(\.description).joined(separator: ", "))]"
    case .object(let members):
      "{\(members.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", "))}"
    }
  }
}
