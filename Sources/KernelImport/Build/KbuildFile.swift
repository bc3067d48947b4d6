/// A Makefile or Kbuild file, read for its lists of objects and folders.
struct KbuildFile: Sendable {
  /// An assignment to a variable.
  struct Assignment: Sendable {
    /// The variable's name as written, simple references replaced: `foo-$(CONFIG_X)`.
    var name: String
    /// Base and suffix of a Kbuild list's name; nil for any other variable.
    var list: (base: String, suffix: KbuildSuffix)?
    /// What the conditionals around it ask for.
    var condition: ConfigurationCondition
  }

  /// A Makefile larger than this is not read; the largest of a kernel has 60 kB.
  static let largestSize = 1 << 20
  /// Conditionals nested deeper than this are not understood: what stands in them counts as unread.
  static let deepestNesting = 32

  private var assignments: [Assignment] = []
  /// Indices of the assignments whose value has a word. Words are objects (`foo.o`, `sub/foo.o`), folders (`sub/`)
  /// and references (`$(foo-y)`).
  private var places: [String: [Int]] = [:]
  /// Indices of the live assignments to a variable; a plain assignment replaces what was there.
  private var live: [String: [Int]] = [:]
  /// Indices of replaced assignments.
  private var replaced: Set<Int> = []
  /// Text of variables assigned once, outside conditionals; nil inside once assigned again.
  private var texts: [String: [UInt8]?] = [:]

  /// Reads a file.
  init(_ bytes: [UInt8]) {
    guard bytes.count <= Self.largestSize else { return }
    var reader = KbuildLineReader()
    MakefileText.forEachLine(of: bytes) { line, isTabbed in
      if let statement = reader.statement(in: line, isTabbed: isTabbed) {
        add(statement, condition: reader.condition, isConditional: reader.isConditional)
      }
    }
  }

  /// Indices of the assignments that have `word` in their value, in the order of the file.
  func indices(listing word: String) -> [Int] { places[word, default: []] }

  /// The assignment at an index of ``indices(listing:)``; nil when a later one replaced it.
  func assignment(at index: Int) -> Assignment? { replaced.contains(index) ? nil : assignments[index] }

  private mutating func add(
    _ statement: KbuildLineReader.Statement, condition: ConfigurationCondition, isConditional: Bool
  ) {
    let name = expanded(statement.name[...])
    let text = String(decoding: name, as: UTF8.self)
    let keys = MakefileText.words(of: statement.value[...]).compactMap {
      key(of: $0, isFolderList: text.hasPrefix("subdir-"))
    }
    if !statement.isAppending, !isConditional, !keys.contains("$(\(text))") {
      replaced.formUnion(live.removeValue(forKey: text) ?? [])
    }
    remember(statement, as: text, isConditional: isConditional)
    guard !keys.isEmpty else { return }
    let index = assignments.count
    assignments.append(Assignment(name: text, list: KbuildSuffix.split(name), condition: condition))
    live[text, default: []].append(index)
    for key in keys where places[key]?.last != index { places[key, default: []].append(index) }
  }

  /// Keeps the text of a variable for ``expanded(_:)``, or forgets it once it has more than one value.
  private mutating func remember(_ statement: KbuildLineReader.Statement, as name: String, isConditional: Bool) {
    let isOnly = texts[name] == nil && !isConditional && !statement.isAppending && statement.value.count <= 256
    texts.updateValue(isOnly ? expanded(MakefileText.trimmed(statement.value[...])) : nil, forKey: name)
  }

  /// What a word is looked up by; nil for words that name neither object, folder nor variable.
  private func key(of word: ArraySlice<UInt8>, isFolderList: Bool) -> String? {
    if let name = MakefileText.referencedName(word) {
      return name.allSatisfy(Self.variableName.contains) ? "$(\(String(decoding: name, as: UTF8.self)))" : nil
    }
    var word = expanded(word)[...]
    for prefix in ["$(obj)/", "$(src)/", "./"] where word.starts(with: prefix.utf8) {
      word = word.dropFirst(prefix.utf8.count)
    }
    if word.last == UInt8(ascii: "/") || word.suffix(2).elementsEqual(".o".utf8) {
      return String(decoding: word, as: UTF8.self)
    }
    return isFolderList && !word.isEmpty ? String(decoding: word, as: UTF8.self) + "/" : nil
  }

  private static let variableName = ByteSet.word.union(ByteSet(of: "-."))

  /// `text` with references to variables of one known text replaced by that text. The text was expanded when it
  /// was kept, so one pass is enough.
  private func expanded(_ text: ArraySlice<UInt8>) -> [UInt8] {
    guard text.contains(UInt8(ascii: "$")) else { return Array(text) }
    var result: [UInt8] = []
    var index = text.startIndex
    while index < text.endIndex {
      guard text[index] == UInt8(ascii: "$"), index + 1 < text.endIndex, ByteSet.opening.contains(text[index + 1])
      else {
        result.append(text[index])
        index += 1
        continue
      }
      // An unclosed reference leaves the rest as it is.
      let end = MakefileText.endOfReference(in: text, at: index) ?? text.endIndex
      let reference = text[index..<end]
      let name = reference.dropFirst(2).dropLast()
      if let known = texts[String(decoding: name, as: UTF8.self)], let known {
        result += known
      } else {
        result += reference
      }
      if result.count > max(4096, text.count) { return Array(text) }  // no name is that long
      index = end
    }
    return result
  }
}
