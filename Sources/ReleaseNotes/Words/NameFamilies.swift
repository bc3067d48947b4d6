/// Names of kfuncs that begin alike, together: `bpf_ksock_*`.
struct NameFamilies {
  /// Names that share a beginning.
  struct Family: Hashable {
    /// What they share, up to and with an underscore; nil for names that stand alone.
    let prefix: String?
    /// The names, in order of bytes.
    let names: [String]
  }

  /// The families, the singles last.
  let families: [Family]

  /// The fewest names that make a family.
  private static let fewest = 3

  /// The families of `names`, sorted in bytes: of neighbours the longest beginning of two words or more that three share.
  init(_ names: [String]) {
    var families: [Family] = []
    var singles: [String] = []
    var index = 0
    while index < names.count {
      let length = Self.run(from: index, in: names)
      if length >= Self.fewest, let prefix = Self.common(Array(names[index..<(index + length)])) {
        families.append(Family(prefix: prefix, names: Array(names[index..<(index + length)])))
        index += length
      } else {
        singles.append(names[index])
        index += 1
      }
    }
    self.families = families + (singles.isEmpty ? [] : [Family(prefix: nil, names: singles)])
  }

  /// How many names from `index` on begin with the same words.
  private static func run(from index: Int, in names: [String]) -> Int {
    guard let prefix = beginning(of: names[index]) else { return 1 }
    return names[index...].prefix { $0.hasPrefix(prefix) }.count
  }

  /// The first two words with the underscore behind them: `bpf_ksock_`, `scx_bpf_`; nil for shorter names.
  private static func beginning(of name: String) -> String? {
    // `scx_bpf_` and `hid_bpf_` are all of a subsystem: the third word tells families apart there.
    let words = isSubsystem(name) ? 3 : 2
    var underscores = 0
    var wasWord = false
    var end = name.startIndex
    for position in name.indices {
      let isUnderscore = name[position] == "_"
      if isUnderscore, wasWord { underscores += 1 }
      wasWord = !isUnderscore
      end = name.index(after: position)
      if underscores == words, isUnderscore { break }
    }
    guard end < name.endIndex, underscores >= 2 else { return nil }
    return String(name[..<end])
  }

  private static func isSubsystem(_ name: String) -> Bool {
    guard let second = name.split(separator: "_").dropFirst().first else { return false }
    return second == "bpf"
  }

  /// What all of `names` share, cut behind its last underscore.
  private static func common(_ names: [String]) -> String? {
    guard var shared = names.first.map({ $0[...] }) else { return nil }
    for name in names.dropFirst() { shared = shared[..<Self.end(ofCommon: shared, name)] }
    guard let last = shared.lastIndex(of: "_") else { return nil }
    return String(shared[...last])
  }

  private static func end(ofCommon left: Substring, _ right: String) -> Substring.Index {
    var count = 0
    for (first, second) in zip(left.utf8, right.utf8) {
      guard first == second else { break }
      count += 1
    }
    return left.utf8.index(left.startIndex, offsetBy: count)
  }
}

extension NameFamilies {
  /// The names in a sentence or, where there are many, a list with one entry for each family.
  static func blocks(_ names: [String]) -> [NotesBlock] {
    if names.count <= 6 { return [.paragraph(terminated(.names(names)))] }
    let families = NameFamilies(names).families
    if families.count == 1 { return [.paragraph(terminated(.names(names)))] }
    return [
      .list(
        families.map { family in
          var text = NotesText()
          if let prefix = family.prefix {
            text.spans.append(.strong(prefix + "*"))
            text.say(" (\(family.names.count)): ")
          }
          text.add(.names(family.names))
          return [.paragraph(text)]
        })
    ]
  }

  private static func terminated(_ text: NotesText) -> NotesText {
    var text = text
    text.say(".")
    return text
  }
}
