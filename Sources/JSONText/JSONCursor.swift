public import Diagnostics

/// A place in a JSON text from which values of known shape are read strictly.
///
/// Every failure is a ``Diagnostic`` of code `json-shape` at the value's own line and column, naming the path to it.
public struct JSONCursor: Sendable {
  let tape: JSONTape
  let index: Int

  /// Where the value begins.
  public var location: SourceLocation { tape.location(of: index) }

  /// A diagnostic about the value.
  public func error(_ message: String) -> Diagnostic {
    let path = tape.path(to: index)
    return Diagnostic(.error, "json-shape", path.isEmpty ? message : "\(path): \(message)", at: location)
  }

  private var kind: JSONTape.Kind { tape.entries[index].kind }

  /// The value as a text.
  public func string() throws(Diagnostic) -> String {
    guard kind == .text || kind == .escapedText else { throw error("expected a text, found \(kind.name)") }
    return tape.text(index)
  }

  /// Whether the value is the text `text`.
  public func isText(_ text: String) -> Bool {
    (kind == .text || kind == .escapedText) && tape.isText(index, text)
  }

  /// The value as a whole number.
  public func integer() throws(Diagnostic) -> Int {
    guard kind == .integer else { throw error("expected a number, found \(kind.name)") }
    return tape.integer(index)
  }

  /// How many numbers stand before the first of the value, in a text without repeated objects: the difference between two
  /// places inside one object counts those between them. Nil when the value has no number.
  public var firstNumber: Int? { tape.firstNumber(from: index) }

  /// The object that this one repeats apart from its numbers, nil where it is like none. Nothing else can be read of a
  /// repeated object, which is proved to have the members of the other.
  public var repeated: RepeatedObject? {
    guard kind == .repeated else { return nil }
    let found = tape.repeats[Int(tape.entries[index].extent)]
    return RepeatedObject(value: found.value, tape: tape, first: found.first)
  }

  /// The value as true or false.
  public func bool() throws(Diagnostic) -> Bool {
    guard kind == .true || kind == .false else { throw error("expected true or false, found \(kind.name)") }
    return kind == .true
  }

  /// The places of the elements of a list.
  public func elements() throws(Diagnostic) -> JSONElements {
    guard kind == .array else { throw error("expected a list, found \(kind.name)") }
    return JSONElements(tape: tape, next: index + 1, end: tape.next(after: index))
  }

  /// The elements of a list.
  @inlinable
  public func array<Element>(
    _ element: (JSONCursor) throws(Diagnostic) -> Element
  ) throws(Diagnostic) -> [Element] {
    var places = try elements()
    var elements: [Element] = []
    elements.reserveCapacity(places.count)
    while let place = places.next() { elements.append(try element(place)) }
    return elements
  }

  /// The elements of a list of texts.
  public func strings() throws(Diagnostic) -> [String] {
    try array { (cursor) throws(Diagnostic) in try cursor.string() }
  }

  /// `text`, as the reader's ``SharedStrings`` keep it: for texts that are made from parts of the document.
  public func shared(_ text: String) -> String { tape.shared(text) }

  /// An object whose every member `read` must ask for: what it did not ask for is unknown and an error.
  @inlinable
  public func object<Value>(
    _ read: (inout JSONObjectCursor) throws(Diagnostic) -> Value
  ) throws(Diagnostic) -> Value {
    var object = try JSONObjectCursor(self)
    let value = try read(&object)
    try object.finish()
    return value
  }

  func checkIsObject() throws(Diagnostic) {
    guard kind == .object else { throw error("expected an object, found \(kind.name)") }
  }
}

/// The elements of a list, one after another.
public struct JSONElements {
  private let tape: JSONTape
  private var index: Int
  private let end: Int

  init(tape: JSONTape, next: Int, end: Int) {
    self.tape = tape
    index = next
    self.end = end
  }

  /// How many there are.
  public var count: Int {
    var count = 0
    var place = index
    while place < end {
      place = tape.next(after: place)
      count += 1
    }
    return count
  }

  /// The next element; nil after the last.
  public mutating func next() -> JSONCursor? {
    guard index < end else { return nil }
    defer { index = tape.next(after: index) }
    return JSONCursor(tape: tape, index: index)
  }
}
