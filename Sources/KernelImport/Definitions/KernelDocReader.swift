import KernelSources
import KfuncModel

/// A comment above a definition.
struct KernelDocText {
  var reference: KernelDocReference
  /// Its words without comment marks, runs of white space made one space.
  var normalised: String
  /// Its lines without comment marks.
  var text: String
}

/// Finds the kernel-doc comment of a definition (`Documentation/doc-guide/kernel-doc.rst`).
struct KernelDocReader {
  let source: CSource

  /// The comments that stand between the declaration before `token` and `token`, in order.
  func comments(above token: Int) -> ArraySlice<CComment> {
    let end = Int(source.tokens[token].start)
    let start = token > 0 ? Int(source.tokens[token - 1].end) : 0
    let comments = source.comments
    var high = comments.partitioningIndex { $0.start >= end }
    let upper = high
    while high > 0, comments[high - 1].start >= start { high -= 1 }
    return comments[high..<upper]
  }

  /// The kernel-doc directly above `token`, nil when what stands there is no kernel-doc.
  ///
  /// A comment that opens with `/**`, or one that opens with a plain `/*` and has a title naming `name` and lines of
  /// `@parameter:`: real trees have both.
  func kernelDoc(above token: Int, name: String) -> KernelDocText? {
    guard let comment = comments(above: token).last,
      comment.directives == Int(source.tokens[token].directives),
      Int(source.tokens[token].line) - comment.lastLine <= 2
    else { return nil }
    let bytes = source.bytes[comment.start..<comment.end]
    guard bytes.starts(with: "/*".utf8) else { return nil }
    let lines = KernelDocReader.lines(of: bytes)
    let isKernelDoc = bytes.starts(with: "/**".utf8) && !bytes.starts(with: "/***".utf8) && bytes.count > 5
    guard isKernelDoc || KernelDocReader.hasShape(lines, name: name) else { return nil }
    let normalised = lines.joined(separator: " ").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let reference = KernelDocReference(line: comment.line, hash: SHA256Digest.hexadecimal(of: Array(normalised.utf8)))
    return KernelDocText(reference: reference, normalised: normalised, text: lines.joined(separator: "\n"))
  }

  /// The lines of a comment without its marks; leading and trailing empty lines gone.
  static func lines(of comment: ArraySlice<UInt8>) -> [String] {
    var body = comment
    if body.starts(with: "/*".utf8) { body = body.dropFirst(2) }
    if body.suffix(2).elementsEqual("*/".utf8) { body = body.dropLast(2) }
    while body.first == UInt8(ascii: "*") { body = body.dropFirst() }
    var lines = body.split(separator: 0x0a, omittingEmptySubsequences: false).map { line -> String in
      var rest = line.drop { $0 == 0x20 || $0 == 0x09 }
      if rest.first == UInt8(ascii: "*") {
        rest = rest.dropFirst()
        if rest.first == 0x20 { rest = rest.dropFirst() }
      }
      while let last = rest.last, last == 0x20 || last == 0x09 || last == 0x0d { rest = rest.dropLast() }
      return String(decoding: rest, as: UTF8.self)
    }
    while lines.first?.isEmpty == true { lines.removeFirst() }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  /// Whether a plain comment is kernel-doc in all but its opening: a title that names the function, and a line of
  /// `@parameter:`.
  private static func hasShape(_ lines: [String], name: String) -> Bool {
    guard let title = lines.first(where: { !$0.isEmpty })?.drop(while: { $0 == " " }), title.hasPrefix(name) else {
      return false
    }
    let rest = title.dropFirst(name.count).drop { $0 == " " || $0 == "(" || $0 == ")" }
    guard rest.first == "-" || rest.first == ":" else { return false }
    return lines.contains { line in
      let rest = line.drop { $0 == " " }
      guard rest.first == "@", let colon = rest.firstIndex(of: ":") else { return false }
      return rest[rest.index(after: rest.startIndex)..<colon].utf8.allSatisfy(CLexer.isIdentifierByte)
    }
  }
}

extension Array {
  /// The first index at which `predicate` holds, in an array where it holds from some index on.
  func partitioningIndex(where predicate: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if predicate(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
