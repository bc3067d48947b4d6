/// Validates JSON values against a schema (JSON Schema, draft 2020-12), in the keywords that this project's schemas
/// use. A keyword that it does not know is a fault: nothing passes because it was not looked at.
public struct SchemaCheck {
  private static let notes: Set<String> = ["$schema", "title", "description", "$defs"]
  private static let keywords: Set<String> = [
    "$ref", "type", "const", "enum", "pattern", "minLength", "minimum", "items", "minItems", "properties", "required",
    "additionalProperties",
  ]

  private let root: SchemaValue
  /// Patterns made ready, nil for those that are none.
  private var patterns: [String: Regex<AnyRegexOutput>?] = [:]
  /// Faults found so far, each with the place in the value or the schema.
  public private(set) var faults: [String] = []
  /// Members that occurred, as places in the schema: `#/$defs/kfunc/name`.
  public private(set) var usedMembers: Set<String> = []

  /// A check against `schema`.
  public init(schema: SchemaValue) { root = schema }

  /// Every member that the schema allows, in the form of ``usedMembers``, with its name.
  public var allMembers: [String: String] {
    var all: [String: String] = [:]
    func note(_ schema: SchemaValue, _ place: String) {
      for name in (schema["properties"]?.members ?? [:]).keys { all["\(place)/\(name)"] = name }
    }
    note(root, "#")
    for (name, schema) in root["$defs"]?.members ?? [:] { note(schema, "#/$defs/\(name)") }
    return all
  }

  /// Adds the faults of `value`.
  public mutating func validate(_ value: SchemaValue) { validate(value, root, at: "$", place: "#") }

  private mutating func validate(_ value: SchemaValue, _ schema: SchemaValue, at path: String, place: String) {
    guard let rules = schema.members else { return fault(place, "a schema must be an object") }
    for (keyword, rule) in rules where !Self.notes.contains(keyword) {
      guard Self.keywords.contains(keyword) else {
        fault(place, "unknown keyword '\(keyword)'")
        continue
      }
      if keyword == "$ref" {
        refer(value, rule, at: path)
      } else if let text = violation(of: keyword, rule, in: rules, by: value, place: place) {
        fault(path, text)
      }
    }
    if let elements = value.elements, let rule = rules["items"] {
      for (index, element) in elements.enumerated() {
        validate(element, rule, at: "\(path)[\(index)]", place: "\(place)[]")
      }
    }
    if let members = value.members {
      for (name, member) in members {
        guard let rule = rules["properties"]?[name] else { continue }
        usedMembers.insert("\(place)/\(name)")
        validate(member, rule, at: "\(path).\(name)", place: "\(place)/\(name)")
      }
    }
  }

  private mutating func refer(_ value: SchemaValue, _ rule: SchemaValue, at path: String) {
    let prefix = "#/$defs/"
    guard let place = rule.text, place.hasPrefix(prefix),
      let schema = root["$defs"]?[String(place.dropFirst(prefix.count))]
    else { return fault(path, "a reference leads nowhere: \(rule)") }
    validate(value, schema, at: path, place: place)
  }

  /// What `value` does against one keyword, nil when it conforms or the keyword does not speak of its type.
  private mutating func violation(
    of keyword: String, _ rule: SchemaValue, in rules: [String: SchemaValue], by value: SchemaValue, place: String
  ) -> String? {
    switch keyword {
    case "type": value.type == rule.text ? nil : "\(value.type) instead of \(rule.text ?? "?")"
    case "const": value == rule ? nil : "not the constant"
    case "enum": rule.elements?.contains(value) == true ? nil : "none of the words allowed"
    case "pattern": conforms(value.text, rule.text) ? nil : "'\(value.text ?? "")' is not like \(rule.text ?? "?")"
    case "minLength": (value.text?.unicodeScalars.count ?? .max) >= rule.integer ?? .max ? nil : "too short"
    case "minimum": (value.integer ?? .max) >= rule.integer ?? .max ? nil : "too small"
    case "minItems": (value.elements?.count ?? .max) >= rule.integer ?? .max ? nil : "too few"
    case "required":
      value.members.flatMap { members in
        let missing = (rule.elements ?? []).compactMap(\.text).filter { members[$0] == nil }
        return missing.isEmpty ? nil : "lacks \(missing.joined(separator: ", "))"
      }
    case "additionalProperties":
      rule != .bool(false)
        ? "only false is known of additionalProperties"
        : value.members.flatMap { members in
          let more = members.keys.filter { rules["properties"]?[$0] == nil }.sorted()
          return more.isEmpty ? nil : "unknown members \(more.joined(separator: ", "))"
        }
    default: nil  // items and properties are walked through
    }
  }

  private mutating func conforms(_ text: String?, _ pattern: String?) -> Bool {
    guard let text else { return true }
    guard let pattern else { return false }
    let regex = patterns[pattern] ?? (try? Regex(pattern))
    patterns.updateValue(regex, forKey: pattern)
    return regex.map { text.firstMatch(of: $0) != nil } ?? false
  }

  private mutating func fault(_ place: String, _ text: String) {
    if faults.count < 50 { faults.append("\(place): \(text)") }
  }
}
