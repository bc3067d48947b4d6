internal import CYaml
internal import Diagnostics

/// Takes libyaml's events and builds values, with a stack of its own.
struct YAMLReader {
  private let text: [UInt8]
  private let lineStarts: [Int]
  /// Where each character begins, unless all are ASCII.
  private let characterStarts: [Int]?
  private let file: String
  private let firstLine: Int
  private(set) var diagnostics: [Diagnostic] = []

  /// A collection that is not closed yet. Changed in place, so that long lists are not copied for each entry.
  private struct Open {
    let isMapping: Bool
    let place: SourceLocation
    var nodes: [YAMLNode] = []
    private(set) var members: [YAMLMember] = []
    /// Line of each key, once there are more than a few.
    private var lines: [String: Int] = [:]
    /// A key that waits for its value.
    var key: (text: String, place: SourceLocation)?

    init(isMapping: Bool, place: SourceLocation) {
      self.isMapping = isMapping
      self.place = place
    }

    /// The line of the member `key`; nil where there is none. Compared one by one while members are few,
    /// as they are in front matter, looked up once they are more.
    mutating func line(of key: String) -> Int? {
      let few = 16
      if members.count < few {
        return members.firstIndex { $0.key == key }.map { members[$0].keyLocation.line ?? 0 }
      }
      if lines.isEmpty { for member in members { lines[member.key] = member.keyLocation.line ?? 0 } }
      return lines[key]
    }

    /// Adds a member, whose key is none of those before.
    mutating func add(_ member: YAMLMember) {
      if !lines.isEmpty { lines[member.key] = member.keyLocation.line ?? 0 }
      members.append(member)
    }
  }

  init(text: String, file: String, firstLine: Int) {
    self.text = Array(text.utf8)
    self.file = file
    self.firstLine = firstLine
    var starts = [0]
    var characters: [Int] = []
    let isASCII = self.text.allSatisfy { $0 < 0x80 }
    for (index, byte) in self.text.enumerated() {
      let endsLine = byte == 0x0a || byte == 0x0d && (index + 1 == self.text.count || self.text[index + 1] != 0x0a)
      if endsLine { starts.append(index + 1) }
      if !isASCII, byte & 0xc0 != 0x80 { characters.append(index) }
    }
    lineStarts = starts
    characterStarts = isASCII ? nil : characters
  }

  /// The document's value, nil if there is none.
  mutating func read() throws(Diagnostic) -> YAMLNode? {
    // libyaml keeps pointers into the parser itself, so it lives at one address until it is deleted.
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    defer { parser.deallocate() }
    guard yaml_parser_initialize(parser) == 1 else {
      throw Diagnostic(.error, "invalid-yaml", "out of memory", at: SourceLocation(file: file, line: firstLine))
    }
    defer { yaml_parser_delete(parser) }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    let count = text.count
    let input = UnsafeMutablePointer<UInt8>.allocate(capacity: max(count, 1))
    defer { input.deallocate() }
    text.withUnsafeBufferPointer { if let base = $0.baseAddress { input.update(from: base, count: count) } }
    yaml_parser_set_input_string(parser, input, count)
    return try readEvents(parser)
  }

  private mutating func readEvents(_ parser: UnsafeMutablePointer<yaml_parser_t>) throws(Diagnostic) -> YAMLNode? {
    var open: [Open] = []
    var root: YAMLNode?
    while true {
      var event = yaml_event_t()
      guard yaml_parser_parse(parser, &event) == 1 else { throw syntaxError(parser.pointee, depth: open.count) }
      defer { yaml_event_delete(&event) }
      let place = location(event.start_mark)
      var finished: YAMLNode?
      switch event.type {
      case YAML_STREAM_END_EVENT: return root
      case YAML_DOCUMENT_START_EVENT:
        if root != nil { throw error("invalid-yaml", "a second YAML document", place) }
      case YAML_ALIAS_EVENT: throw error("yaml-alias", "YAML aliases are not read; write the value again", place)
      case YAML_SCALAR_EVENT:
        try refuseTag(event.data.scalar.tag, place)
        let bytes = UnsafeBufferPointer(start: event.data.scalar.value, count: event.data.scalar.length)
        let isPlain = event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE
        finished = YAMLNode(.scalar(String(decoding: bytes, as: UTF8.self), isPlain: isPlain), at: place)
      case YAML_SEQUENCE_START_EVENT:
        try refuseTag(event.data.sequence_start.tag, place)
        open.append(Open(isMapping: false, place: place))
      case YAML_MAPPING_START_EVENT:
        try refuseTag(event.data.mapping_start.tag, place)
        open.append(Open(isMapping: true, place: place))
      case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: finished = close(&open)
      default: break
      }
      if open.count > YAMLText.maximumDepth {
        throw error("yaml-too-complex", "YAML nested more than \(YAMLText.maximumDepth) deep", place)
      }
      if let finished { try add(finished, to: &open, root: &root) }
    }
  }

  private func close(_ open: inout [Open]) -> YAMLNode? {
    guard let last = open.popLast() else { return nil }
    return YAMLNode(last.isMapping ? .mapping(last.members) : .sequence(last.nodes), at: last.place)
  }

  private mutating func add(_ node: YAMLNode, to open: inout [Open], root: inout YAMLNode?) throws(Diagnostic) {
    guard let last = open.indices.last else {
      root = node
      return
    }
    if !open[last].isMapping {
      open[last].nodes.append(node)
    } else if let (key, place) = open[last].key {
      open[last].key = nil
      if let first = open[last].line(of: key) {
        // The first stands.
        diagnostics.append(error("duplicate-key", "key '\(key)' stands twice; first on line \(first)", place))
      } else {
        open[last].add(YAMLMember(key: key, at: place, value: node))
      }
    } else if case .scalar(let key, _) = node.value {
      open[last].key = (key, node.location)
    } else {
      throw error("invalid-yaml", "a key must be text, not \(node.description)", node.location)
    }
  }

  private func refuseTag(_ tag: UnsafeMutablePointer<UInt8>?, _ place: SourceLocation) throws(Diagnostic) {
    if tag != nil { throw error("yaml-tag", "YAML tags are not read", place) }
  }

  private func error(_ code: Diagnostic.Code, _ message: String, _ place: SourceLocation) -> Diagnostic {
    var line: String?
    if let number = place.line, lineStarts.indices.contains(number - firstLine) {
      line = String(decoding: lineBytes(number - firstLine), as: UTF8.self)
    }
    return Diagnostic(.error, code, message, at: place, sourceLine: (line?.utf8.count ?? 0) <= 400 ? line : nil)
  }

  /// What libyaml says of the text while `depth` collections are open.
  private func syntaxError(_ parser: yaml_parser_t, depth: Int) -> Diagnostic {
    let problem = parser.problem.map { String(cString: $0) } ?? "not readable"
    // Brackets are counted before their events come, against libyaml's own limit, and reported at the first of them.
    if problem.hasPrefix("Maximum nesting level") {
      let offset = tooDeepBracket(from: offset(of: parser.problem_mark), depth: depth)
      return error(
        "yaml-too-complex", "YAML nested more than \(YAMLText.maximumDepth) deep", location(offset: offset))
    }
    return error("invalid-yaml", "YAML: \(problem)", location(parser.problem_mark))
  }

  /// The bracket that opens one collection too many, where `depth` are open before `start`; `start` if there is none.
  private func tooDeepBracket(from start: Int, depth: Int) -> Int {
    var depth = depth
    var quote: UInt8?
    for index in start..<text.count {
      let byte = text[index]
      if let open = quote {
        if byte == open { quote = nil }
        continue
      }
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        depth += 1
        if depth > YAMLText.maximumDepth { return index }
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
      default: break
      }
    }
    return start
  }

  /// The place of a mark. libyaml counts characters where we count bytes, and lines at U+2028 too, so of its figures
  /// only the index is used.
  private func location(_ mark: yaml_mark_t) -> SourceLocation { location(offset: offset(of: mark)) }

  private func offset(of mark: yaml_mark_t) -> Int {
    guard let characterStarts else { return min(Int(mark.index), text.count) }
    return Int(mark.index) < characterStarts.count ? characterStarts[Int(mark.index)] : text.count
  }

  private func location(offset: Int) -> SourceLocation {
    var low = 0
    var high = lineStarts.count
    while low < high {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    return SourceLocation(file: file, line: firstLine + low - 1, column: offset - lineStarts[low - 1] + 1)
  }

  private func lineBytes(_ index: Int) -> ArraySlice<UInt8> {
    var end = index + 1 < lineStarts.count ? lineStarts[index + 1] : text.count
    while end > lineStarts[index], text[end - 1] == 0x0a || text[end - 1] == 0x0d { end -= 1 }
    return text[lineStarts[index]..<end]
  }
}
