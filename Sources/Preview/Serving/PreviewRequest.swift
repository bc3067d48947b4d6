/// A request as it came, before anything in it is believed.
struct PreviewRequest: Sendable {
  /// The method, upper case as HTTP has it.
  var method: String
  /// The request target, byte for byte.
  var target: String
  /// The header fields in their order.
  var fields: [(name: String, value: String)]

  /// A request made of its parts.
  init(_ method: String, _ target: String, fields: [(name: String, value: String)] = []) {
    self.method = method
    self.target = target
    self.fields = fields
  }

  /// The values of all fields called `name`, without the blanks around them.
  func values(_ name: String) -> [Substring] {
    fields.filter { $0.name.lowercased() == name }.map { field in
      let blanks: Set<Character> = [" ", "\t"]
      let value = field.value.drop { blanks.contains($0) }
      guard let last = value.lastIndex(where: { !blanks.contains($0) }) else { return "" }
      return value[...last]
    }
  }

  /// The members of a list-valued field (RFC 9110, 5.6.1), however many lines it stands on; commas inside quotes do not
  /// part them.
  func list(_ name: String) -> [Substring] {
    values(name).flatMap { value -> [Substring] in
      var members: [Substring] = []
      var start = value.startIndex
      var isQuoted = false
      for index in value.indices {
        if value[index] == "\"" { isQuoted.toggle() }
        if value[index] == ",", !isQuoted {
          members.append(value[start..<index])
          start = value.index(after: index)
        }
      }
      members.append(value[start...])
      return members.map { $0.drop { $0 == " " || $0 == "\t" } }.map { member in
        var member = member
        while let last = member.last, last == " " || last == "\t" { member.removeLast() }
        return member
      }.filter { !$0.isEmpty }
    }
  }
}
