/// The text of a mail as blocks, its addresses masked.
struct MailBody {
  /// The blocks in the order of the text.
  var blocks: [BodyBlock]
  /// What stands under the line `-- `, if that is the end of the message.
  var signature: [String]

  /// The body of `message`.
  init(_ message: MailMessage, mask: AddressMask) {
    var lines = message.lines.map { BodyLine(depth: $0.depth, content: mask.masked($0.content)) }
    signature = Self.takeSignature(&lines)
    blocks = BlockGrouping(lines: lines, labels: LineLabels(lines).labels).blocks()
    if message.isCut {
      blocks.append(BodyBlock(.elision, depth: 0, lines: [ElisionMark.text("the message is longer")]))
    }
  }

  /// Takes the signature off: the lines under the first `-- ` of the author's own text, if no quotation follows and
  /// they are few (a reply written above the signature it quotes is kept).
  private static func takeSignature(_ lines: inout [BodyLine]) -> [String] {
    var labels: [LineLabel]?
    for index in lines.indices.reversed().prefix(30) {
      if lines[index].depth > 0 { return [] }
      guard lines[index].content.elementsEqual([0x2d, 0x2d, 0x20]) else { continue }
      // `-- ` inside a patch is a removed line.
      if labels == nil { labels = LineLabels(lines).labels }
      if labels?[index] == .diff { continue }
      let taken = lines[(index + 1)...].map { $0.content.trimmedEnd.text }
      lines.removeSubrange(index...)
      var signature = Array(taken.drop { $0.isEmpty })
      while signature.last?.isEmpty ?? false { signature.removeLast() }
      return signature
    }
    return []
  }
}
