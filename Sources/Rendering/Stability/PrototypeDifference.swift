internal import HTMLText
internal import KfuncModel

/// Two prototypes, one below the other, with the words that went and came marked.
enum PrototypeDifference {
  static func add(_ old: Prototype, _ new: Prototype, to html: inout HTMLText) {
    add(old: old.text, new: new.text, to: &html)
  }

  /// The same for declarations that are texts already.
  static func add(old: String, new: String, to html: inout HTMLText) {
    let before = CodeWordList(old)
    let after = CodeWordList(new)
    let kept = common(before, after)
    html.element("pre", ["class": "sig diff"]) { html in
      html.element("code") { html in
        // A block each, so that what does not fit on a line of either is set in below its own beginning.
        html.element("span", ["class": "side"]) { html in
          html.text("- ")
          add(before, kept.old, "del", to: &html)
          html.newline()
        }
        html.element("span", ["class": "side"]) { html in
          html.text("+ ")
          add(after, kept.new, "ins", to: &html)
        }
      }
    }
  }

  /// Which words of both belong to a longest common sequence. Prototypes are short; what is not is shown whole.
  private static func common(_ old: CodeWordList, _ new: CodeWordList) -> (old: [Bool], new: [Bool]) {
    var kept = (old: Array(repeating: false, count: old.count), new: Array(repeating: false, count: new.count))
    guard old.count * new.count <= 250_000 else { return kept }
    // For each pair of words the length of the longest sequence from there on, row by row.
    let width = new.count + 1
    var lengths = Array(repeating: 0, count: (old.count + 1) * width)
    for i in (0..<old.count).reversed() {
      for j in (0..<new.count).reversed() {
        let at = i * width + j
        lengths[at] =
          old.word(i, equals: new, j) ? lengths[at + width + 1] + 1 : max(lengths[at + width], lengths[at + 1])
      }
    }
    var (i, j) = (0, 0)
    while i < old.count, j < new.count {
      let at = i * width + j
      if old.word(i, equals: new, j) {
        kept.old[i] = true
        kept.new[j] = true
        i += 1
        j += 1
      } else if lengths[at + width] >= lengths[at + 1] {
        i += 1
      } else {
        j += 1
      }
    }
    return kept
  }

  /// Words that are not `kept` in elements, neighbours together.
  private static func add(_ words: CodeWordList, _ kept: [Bool], _ element: StaticString, to html: inout HTMLText) {
    var index = 0
    while index < words.count {
      let start = index
      let isKept = kept[index]
      while index < words.count, kept[index] == isKept { index += 1 }
      if !isKept { html.open(element) }
      words.add(start..<index, to: &html)
      if !isKept { html.close(element) }
    }
  }
}

/// C text as words, spaces and signs, each by where it stands.
private struct CodeWordList {
  private let bytes: [UInt8]
  private var ranges: [Range<Int>] = []

  init(_ text: String) {
    bytes = Array(text.utf8)
    bytes.withUnsafeBufferPointer { bytes in
      var scanner = CodeScanner(bytes: bytes)
      while let token = scanner.next() { ranges.append(token.range) }
    }
  }

  var count: Int { ranges.count }

  func word(_ index: Int, equals other: CodeWordList, _ position: Int) -> Bool {
    let (own, range) = (ranges[index], other.ranges[position])
    return own.count == range.count && bytes[own].elementsEqual(other.bytes[range])
  }

  /// Adds the words at `words`, at least one, which stand side by side.
  func add(_ words: Range<Int>, to html: inout HTMLText) {
    bytes.withUnsafeBufferPointer { bytes in
      let range = ranges[words.lowerBound].lowerBound..<ranges[words.upperBound - 1].upperBound
      html.text(utf8: UnsafeBufferPointer(rebasing: bytes[range]))
    }
  }
}
