/// A comparison of expected facts with found ones, and what it came to.
struct FixtureComparison {
  /// One line for each difference, its path first.
  private(set) var differences: [String] = []

  /// Compares what `expected` names with `found`.
  mutating func compare(
    _ expected: FixtureValue, with found: FixtureValue, shape: FixtureShape, at path: String
  ) {
    switch (shape, expected, found) {
    case (.object(let keys), .object(let members), .object):
      for (key, value) in members.sorted(by: { $0.key < $1.key }) {
        let inner = path.isEmpty ? key : "\(path).\(key)"
        if let shape = keys[key], let fact = found[key] {
          compare(value, with: fact, shape: shape, at: inner)
        } else {
          differences.append("\(inner): no such fact in a catalogue")
        }
      }
    case (.sequence(let shape), .list(let left), .list(let right)):
      if left.count != right.count {
        differences.append("\(path): expected \(left.count) elements, found \(right.count): \(found)")
      }
      for (index, (one, other)) in zip(left, right).enumerated() {
        compare(one, with: other, shape: shape, at: "\(path)[\(index)]")
      }
    case (.keyed(let shape, let keys), .list(let left), .list(let right)):
      compareKeyed(left, with: right, shape: shape, keys: keys, at: path)
    case (.wordSet, .list(let left), .list(let right)) where Set(left) == Set(right) && left.count == right.count:
      break
    default:
      if expected != found { differences.append("\(path): expected \(expected), found \(found)") }
    }
  }

  /// Compares diagnostics: each required entry is reported, and nothing is reported that has no entry.
  mutating func compareDiagnostics(_ expected: [FixtureValue], with found: [FixtureValue]) {
    func covers(_ entry: FixtureValue, _ diagnostic: FixtureValue) -> Bool {
      ["severity", "code", "file", "line"].allSatisfy { entry[$0] == nil || entry[$0] == diagnostic[$0] }
    }
    for entry in expected where entry["optional"] != .bool(true) {
      if !found.contains(where: { covers(entry, $0) }) { differences.append("diagnostics: not reported: \(entry)") }
    }
    for diagnostic in found where !expected.contains(where: { covers($0, diagnostic) }) {
      differences.append("diagnostics: reported and not expected: \(diagnostic)")
    }
  }

  private mutating func compareKeyed(
    _ expected: [FixtureValue], with found: [FixtureValue], shape: FixtureShape, keys: [String], at path: String
  ) {
    var unmatched = Array(found.indices)
    var order: [Int] = []
    for element in expected {
      let given = keys.filter { element[$0] != nil }
      let name = Self.name(of: element, keys: given)
      let match = unmatched.firstIndex { index in given.allSatisfy { element[$0] == found[index][$0] } }
      guard let match else {
        differences.append("\(path): missing [\(name)]")
        continue
      }
      let index = unmatched.remove(at: match)
      order.append(index)
      compare(element, with: found[index], shape: shape, at: "\(path)[\(name)]")
    }
    for index in unmatched {
      differences.append("\(path): not expected [\(Self.name(of: found[index], keys: keys))]: \(found[index])")
    }
    if order != order.sorted() {
      let names = found.map { "[\(Self.name(of: $0, keys: keys))]" }.joined(separator: ", ")
      differences.append("\(path): found in another order: \(names)")
    }
  }

  private static func name(of element: FixtureValue, keys: [String]) -> String {
    keys.compactMap { key in
      switch element[key] {
      case .text(let text): text
      case .number(let number): "\(number)"
      case .list(let words): words.compactMap(\.string).joined(separator: ",")
      default: nil
      }
    }.joined(separator: ":")
  }
}
