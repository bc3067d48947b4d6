/// Text as it is compared: the words and nothing of the layout.
enum QuotedText {
  /// `lines` joined, every run of white space (no-break spaces too) one space, none at the ends.
  static func normalised(_ lines: some Sequence<String>) -> [UInt8] {
    var text = NormalisedText()
    for line in lines { text.add(line) }
    return text.bytes
  }

  /// The sentences of normalised text: each ends in `.`, `!`, `?` or `:` with the quotes and brackets that close
  /// after it, before a space and no small letter.
  static func sentences(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
    var result: [ArraySlice<UInt8>] = []
    var start = 0
    var index = 0
    while index < text.count {
      guard isTerminator(text[index]) else {
        index += 1
        continue
      }
      var end = index + 1
      while end < text.count, isClosing(text[end]) { end += 1 }
      if end + 1 < text.count, text[end] == 0x20, !(text[end + 1] >= 0x61 && text[end + 1] <= 0x7a) {
        result.append(text[start..<end])
        start = end + 1
      }
      index = end
    }
    if start < text.count { result.append(text[start...]) }
    return result
  }

  private static func isTerminator(_ byte: UInt8) -> Bool { [0x2e, 0x21, 0x3f, 0x3a].contains(byte) }
  private static func isClosing(_ byte: UInt8) -> Bool { [0x22, 0x27, 0x29, 0x5d, 0x2e, 0x21, 0x3f].contains(byte) }
}
