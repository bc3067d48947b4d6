public import Diagnostics

/// A place in a JSON text from which values of known shape are read strictly.
///
/// Every failure is a ``Diagnostic`` of code `json-shape` at the value's own line and column, naming the path to it.
public struct JSONCursor: Sendable {
  let node: JSONNode
  let document: LocatedJSON
  let path: String

  /// Where the value begins.
  public var location: SourceLocation { document.location(of: node.offset) }

  /// A diagnostic about the value.
  public func error(_ message: String) -> Diagnostic {
    Diagnostic(.error, "json-shape", path.isEmpty ? message : "\(path): \(message)", at: location)
  }

  /// The value as a text.
  public func string() throws(Diagnostic) -> String {
    guard case .string(let text) = node.content else { throw error("expected a text, found \(node.kind)") }
    return text
  }

  /// The value as a whole number.
  public func integer() throws(Diagnostic) -> Int {
    guard case .integer(let number) = node.content else { throw error("expected a number, found \(node.kind)") }
    return number
  }

  /// The value as true or false.
  public func bool() throws(Diagnostic) -> Bool {
    guard case .bool(let value) = node.content else { throw error("expected true or false, found \(node.kind)") }
    return value
  }

  /// The elements of a list.
  public func array<Element>(
    _ element: (JSONCursor) throws(Diagnostic) -> Element
  ) throws(Diagnostic) -> [Element] {
    guard case .array(let nodes) = node.content else { throw error("expected a list, found \(node.kind)") }
    var elements: [Element] = []
    elements.reserveCapacity(nodes.count)
    for (index, child) in nodes.enumerated() {
      elements.append(try element(JSONCursor(node: child, document: document, path: "\(path)[\(index)]")))
    }
    return elements
  }

  /// The elements of a list of texts.
  public func strings() throws(Diagnostic) -> [String] {
    try array { (cursor) throws(Diagnostic) in try cursor.string() }
  }

  /// An object whose every member `read` must ask for: what it did not ask for is unknown and an error.
  public func object<Value>(
    _ read: (inout JSONObjectCursor) throws(Diagnostic) -> Value
  ) throws(Diagnostic) -> Value {
    guard case .object(let members) = node.content else { throw error("expected an object, found \(node.kind)") }
    var object = JSONObjectCursor(members: members, cursor: self)
    let value = try read(&object)
    try object.finish()
    return value
  }
}

/// An object that is being read strictly, member by member.
public struct JSONObjectCursor {
  private let members: [JSONNode.Member]
  private var taken: [Bool]
  private let cursor: JSONCursor

  init(members: [JSONNode.Member], cursor: JSONCursor) {
    self.members = members
    self.taken = Array(repeating: false, count: members.count)
    self.cursor = cursor
  }

  /// The member `key`, nil where the object has none.
  public mutating func optional(_ key: String) -> JSONCursor? {
    guard let index = members.firstIndex(where: { $0.key == key }) else { return nil }
    taken[index] = true
    let path = cursor.path.isEmpty ? key : "\(cursor.path).\(key)"
    return JSONCursor(node: members[index].value, document: cursor.document, path: path)
  }

  /// The member `key`, which must be there.
  public mutating func required(_ key: String) throws(Diagnostic) -> JSONCursor {
    guard let value = optional(key) else { throw cursor.error("missing member '\(key)'") }
    return value
  }

  /// The elements of the list `key`, none where the object has no such member.
  public mutating func list<Element>(
    _ key: String, _ element: (JSONCursor) throws(Diagnostic) -> Element
  ) throws(Diagnostic) -> [Element] {
    guard let value = optional(key) else { return [] }
    return try value.array(element)
  }

  /// The texts of the list `key`, none where the object has no such member.
  public mutating func strings(_ key: String) throws(Diagnostic) -> [String] {
    guard let value = optional(key) else { return [] }
    return try value.strings()
  }

  /// The text `key`, which must be there.
  public mutating func string(_ key: String) throws(Diagnostic) -> String { try required(key).string() }

  /// The text `key`, nil where the object has no such member.
  public mutating func optionalString(_ key: String) throws(Diagnostic) -> String? { try optional(key)?.string() }

  fileprivate func finish() throws(Diagnostic) {
    guard let index = taken.firstIndex(of: false) else { return }
    let location = cursor.document.location(of: members[index].keyOffset)
    let owner = cursor.path.isEmpty ? "" : "\(cursor.path): "
    throw Diagnostic(.error, "json-shape", "\(owner)unknown member '\(members[index].key)'", at: location)
  }
}
