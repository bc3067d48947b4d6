internal import HTMLText
internal import KfuncModel

/// Two prototypes, one below the other, with the words that went and came marked.
enum PrototypeDifference {
  static func add(_ old: Prototype, _ new: Prototype, to html: inout HTMLText) {
    add(old: old.text, new: new.text, to: &html)
  }

  /// The same for declarations that are texts already.
  static func add(old: String, new: String, to html: inout HTMLText) {
    let before = words(old)
    let after = words(new)
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

  private static func words(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    var scanner = CodeScanner(bytes: bytes)
    var words: [String] = []
    while let token = scanner.next() { words.append(String(decoding: bytes[token.range], as: UTF8.self)) }
    return words
  }

  /// Which words of both belong to a longest common sequence. Prototypes are short; what is not is shown whole.
  private static func common(_ old: [String], _ new: [String]) -> (old: Set<Int>, new: Set<Int>) {
    guard old.count * new.count <= 250_000 else { return ([], []) }
    var lengths = Array(repeating: Array(repeating: 0, count: new.count + 1), count: old.count + 1)
    for i in old.indices.reversed() {
      for j in new.indices.reversed() {
        lengths[i][j] =
          old[i] == new[j] ? lengths[i + 1][j + 1] + 1 : max(lengths[i + 1][j], lengths[i][j + 1])
      }
    }
    var kept: (old: Set<Int>, new: Set<Int>) = ([], [])
    var (i, j) = (0, 0)
    while i < old.count, j < new.count {
      if old[i] == new[j] {
        kept.old.insert(i)
        kept.new.insert(j)
        i += 1
        j += 1
      } else if lengths[i + 1][j] >= lengths[i][j + 1] {
        i += 1
      } else {
        j += 1
      }
    }
    return kept
  }

  /// Words outside `kept` in elements, neighbours together.
  private static func add(_ words: [String], _ kept: Set<Int>, _ element: StaticString, to html: inout HTMLText) {
    var index = 0
    while index < words.count {
      let start = index
      let isKept = kept.contains(index)
      while index < words.count, kept.contains(index) == isKept { index += 1 }
      let text = words[start..<index].joined()
      if isKept { html.text(text) } else { html.element(element, text: text) }
    }
  }
}
