/// A template as a tree: what stands between its tags, and what the tags ask for.
///
/// Mustache as its manual (mustache(5)) and its specification describe it: variables, sections, inverted sections,
/// comments, partials, and parents with blocks. A section, comment, partial or block tag that stands alone on a line
/// takes the line with it; what stands before a partial that is alone on its line indents each line of the partial.
/// One thing differs: on the first line of a file no tag is taken to stand alone, so that the comment with which every
/// template here begins leaves an empty line.
indirect enum TemplateNode: Equatable {
  case literal([UInt8])
  case value(String)
  case section(String, [TemplateNode], isInverted: Bool)
  case partial(String, indentation: [UInt8])
  case parent(String, indentation: [UInt8], blocks: [String: [TemplateNode]])
  case block(String, [TemplateNode])
}

/// Reads a template that ``TemplateCheck`` found nothing wrong with; what it would have refused is left out. Linear, and
/// as deep as sections stand in one another.
struct TemplateParser {
  private let bytes: [UInt8]
  private let tags: [TemplateTag]
  private var next = 0
  /// What was read of the text so far.
  private var position = 0

  /// The tree of `text`, each line indented by `indentation`.
  static func nodes(of text: String, indentation: [UInt8] = []) -> [TemplateNode] {
    let bytes = indentation.isEmpty ? Array(text.utf8) : indented(Array(text.utf8), by: indentation)
    var parser = TemplateParser(bytes)
    return parser.nodes(until: nil)
  }

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
    tags = TemplateTagScanner.tags(of: String(decoding: bytes, as: UTF8.self)).tags
  }

  private mutating func nodes(until end: String?) -> [TemplateNode] {
    var nodes: [TemplateNode] = []
    while next < tags.count {
      let tag = tags[next]
      next += 1
      let place = place(of: tag)
      add(position..<place.text, to: &nodes)
      position = place.after
      switch tag.kind {
      case .comment, .unsupported: break
      case .variable: nodes.append(.value(tag.name))
      case .section, .invertedSection:
        let inner = self.nodes(until: tag.name)
        nodes.append(.section(tag.name, inner, isInverted: tag.kind == .invertedSection))
      case .partial: nodes.append(.partial(tag.name, indentation: place.indentation))
      case .parent:
        let inner = self.nodes(until: tag.name)
        var blocks: [String: [TemplateNode]] = [:]
        // Between the blocks of a parent stands what nobody sees.
        for case .block(let name, let content) in inner { blocks[name] = content }
        nodes.append(.parent(tag.name, indentation: place.indentation, blocks: blocks))
      case .block: nodes.append(.block(tag.name, self.nodes(until: tag.name)))
      case .end: if tag.name == end { return nodes }
      }
    }
    add(position..<bytes.count, to: &nodes)
    position = bytes.count
    return nodes
  }

  private func add(_ range: Range<Int>, to nodes: inout [TemplateNode]) {
    if !range.isEmpty { nodes.append(.literal(Array(bytes[range]))) }
  }

  /// Where the text before a tag ends, where that behind it begins, and what indents the tag.
  private func place(of tag: TemplateTag) -> (text: Int, after: Int, indentation: [UInt8]) {
    let inPlace = (text: tag.range.lowerBound, after: tag.range.upperBound, indentation: [UInt8]())
    if tag.kind == .variable { return inPlace }
    var start = tag.range.lowerBound
    while start > 0, Self.isBlank(bytes[start - 1]) { start -= 1 }
    guard start > 0, bytes[start - 1] == 0x0a else { return inPlace }
    var end = tag.range.upperBound
    while end < bytes.count, Self.isBlank(bytes[end]) { end += 1 }
    if end < bytes.count, bytes[end] == 0x0d { end += 1 }
    guard end == bytes.count || bytes[end] == 0x0a else { return inPlace }
    return (start, min(end + 1, bytes.count), Array(bytes[start..<tag.range.lowerBound]))
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private static func indented(_ bytes: [UInt8], by indentation: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      if index == 0 || bytes[index - 1] == 0x0a { result += indentation }
      result.append(byte)
    }
    return result
  }
}
