public import Diagnostics

/// An object that is being read strictly, member by member.
public struct JSONObjectCursor {
  private let tape: JSONTape
  private let object: Int
  private let end: Int
  /// Where the next search begins: members are mostly asked for in the order in which they stand.
  private var place: Int
  private var ordinal = 0
  /// The members that were asked for, by their number in the object: the first 64, and the others.
  private var taken: UInt64 = 0
  private var takenBeyond: Set<Int> = []

  /// The object at `cursor`.
  ///
  /// - Throws: a ``Diagnostic`` of code `json-shape` where there is none.
  public init(_ cursor: JSONCursor) throws(Diagnostic) {
    try cursor.checkIsObject()
    tape = cursor.tape
    object = cursor.index
    end = tape.next(after: object)
    place = object + 1
  }

  private var cursor: JSONCursor { JSONCursor(tape: tape, index: object) }

  /// The member `key`, nil where the object has none.
  public mutating func optional(_ key: String) -> JSONCursor? {
    // From the place after the last answer to the end, then from the beginning to there.
    let (start, startOrdinal) = (place, ordinal)
    while place < end {
      if let found = take(key) { return found }
    }
    place = object + 1
    ordinal = 0
    while place < start {
      if let found = take(key) { return found }
    }
    (place, ordinal) = (start, startOrdinal)
    return nil
  }

  /// Steps over the member at `place`; answers its value when it is `key`.
  private mutating func take(_ key: String) -> JSONCursor? {
    let found = tape.isText(place, key) ? JSONCursor(tape: tape, index: place + 1) : nil
    if found != nil {
      if ordinal < 64 { taken |= 1 << UInt64(ordinal) } else { takenBeyond.insert(ordinal) }
    }
    place = tape.next(after: place + 1)
    ordinal += 1
    return found
  }

  /// The member `key`, which must be there.
  public mutating func required(_ key: String) throws(Diagnostic) -> JSONCursor {
    guard let value = optional(key) else { throw cursor.error("missing member '\(key)'") }
    return value
  }

  /// The elements of the list `key`, none where the object has no such member.
  @inlinable
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

  /// Ends the reading: a member that nobody asked for is unknown.
  ///
  /// - Throws: a ``Diagnostic`` of code `json-shape` at the first of them.
  public func finish() throws(Diagnostic) {
    var key = object + 1
    var number = 0
    while key < end {
      let isTaken = number < 64 ? taken & 1 << UInt64(number) != 0 : takenBeyond.contains(number)
      guard isTaken else {
        let path = tape.path(to: object)
        let owner = path.isEmpty ? "" : "\(path): "
        throw Diagnostic(
          .error, "json-shape", "\(owner)unknown member '\(tape.text(key))'", at: tape.location(of: key))
      }
      key = tape.next(after: key + 1)
      number += 1
    }
  }
}
