internal import JSONText

/// The members of a JSON object in the making: what is nil or empty is left out.
struct ObjectBuilder {
  private(set) var members: [JSONMember] = []

  var value: JSONValue { .object(members) }

  mutating func text(_ key: String, _ text: String?) {
    if let text { members.append(JSONMember(key, .string(text))) }
  }

  mutating func number(_ key: String, _ number: Int) { members.append(JSONMember(key, .integer(number))) }

  /// A truth that is worth a word: false is left out.
  mutating func truth(_ key: String, _ truth: Bool) {
    if truth { members.append(JSONMember(key, .bool(true))) }
  }

  mutating func texts(_ key: String, _ texts: some Sequence<String>) {
    list(key, texts.map { JSONValue.string($0) })
  }

  mutating func list(_ key: String, _ values: [JSONValue]) {
    if !values.isEmpty { members.append(JSONMember(key, .array(values))) }
  }

  mutating func value(_ key: String, _ value: JSONValue?) {
    if let value { members.append(JSONMember(key, value)) }
  }

  mutating func source(_ source: SourceReference) {
    text("file", source.file)
    number("line", source.line)
  }

  static func object(_ build: (inout ObjectBuilder) -> Void) -> JSONValue {
    var builder = ObjectBuilder()
    build(&builder)
    return builder.value
  }
}

/// The same for an object whose lists are long: an element becomes JSON when it is written.
struct LateObjectBuilder {
  private(set) var members: [(key: String, value: JSONWriter.LateValue)] = []

  mutating func text(_ key: String, _ text: String) { members.append((key, .value(.string(text)))) }

  mutating func value(_ key: String, _ value: JSONValue) { members.append((key, .value(value))) }

  mutating func list<Element>(_ key: String, _ elements: [Element], _ json: @escaping (Element) -> JSONValue) {
    if !elements.isEmpty { members.append((key, .list(elements.count) { json(elements[$0]) })) }
  }
}
