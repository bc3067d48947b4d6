/// The leaves of a message's MIME tree, found by a walk whose depth, count and time are bounded.
///
/// Each level looks at its bytes once, so that the whole costs at most `partDepth` passes over the message, whatever a
/// mail bomb nests (RFC 2046, section 5.1, says what a boundary line is).
struct MIMEStructure {
  /// A part that holds content.
  struct Leaf {
    var headers: MIMEHeaders
    var body: ArraySlice<UInt8>
    /// Lines between the message's first line and the body's.
    var lineOffset: Int
    /// Whether a sibling of a `multipart/alternative` says the same in plain text.
    var isAlternative: Bool
  }

  /// What was cut.
  enum Cut: Hashable {
    case parts(lineOffset: Int)
    case depth(lineOffset: Int)
    case headers(lineOffset: Int)
    case noBoundary(lineOffset: Int)
  }

  private struct Branch {
    var headers: MIMEHeaders
    var body: ArraySlice<UInt8>
    var lineOffset: Int
    var depth: Int
    var isAlternative: Bool
  }

  var limits: ImportLimits
  private(set) var leaves: [Leaf] = []
  private(set) var cuts: [Cut] = []

  init(limits: ImportLimits) { self.limits = limits }

  /// The header block of `bytes`, what follows it, and the lines before that.
  static func splitHeaders(
    _ bytes: ArraySlice<UInt8>
  ) -> (headers: ArraySlice<UInt8>, body: ArraySlice<UInt8>, lines: Int) {
    var lines = 0
    for line in ByteLines(bytes) {
      lines += 1
      guard MailboxSplitter.isBlank(line) else { continue }
      return (bytes[..<line.startIndex], bytes[Swift.min(line.endIndex + 1, bytes.endIndex)...], lines)
    }
    return (bytes, [], lines)
  }

  /// Walks the message whose headers were read as `headers`.
  mutating func walk(_ headers: MIMEHeaders, body: ArraySlice<UInt8>, lineOffset: Int) {
    var pending = [Branch(headers: headers, body: body, lineOffset: lineOffset, depth: 0, isAlternative: false)]
    var parts = 0
    while let branch = pending.popLast() {
      guard branch.headers.mediaType.hasPrefix("multipart/") else {
        leaves.append(
          Leaf(
            headers: branch.headers, body: branch.body, lineOffset: branch.lineOffset,
            isAlternative: branch.isAlternative))
        continue
      }
      guard let boundary = branch.headers.boundary, !boundary.isEmpty else {
        cuts.append(.noBoundary(lineOffset: branch.lineOffset))
        var plain = branch.headers
        plain.mediaType = "text/plain"
        leaves.append(
          Leaf(headers: plain, body: branch.body, lineOffset: branch.lineOffset, isAlternative: false))
        continue
      }
      guard branch.depth < limits.partDepth else {
        cuts.append(.depth(lineOffset: branch.lineOffset))
        continue
      }
      let isAlternative = branch.isAlternative || branch.headers.mediaType == "multipart/alternative"
      var children: [Branch] = []
      for (bytes, lines) in Self.split(branch.body, boundary: boundary, most: limits.parts - parts + 1) {
        parts += 1
        guard parts <= limits.parts else {
          cuts.append(.parts(lineOffset: branch.lineOffset + lines))
          break
        }
        let (head, body, headLines) = Self.splitHeaders(bytes)
        if head.count > limits.headerBytes { cuts.append(.headers(lineOffset: branch.lineOffset + lines)) }
        children.append(
          Branch(
            headers: GMimeLibrary.headers(HeaderBlock(head, limit: limits.headerBytes).bytes, isMessage: false),
            body: body,
            lineOffset: branch.lineOffset + lines + headLines, depth: branch.depth + 1,
            isAlternative: isAlternative))
      }
      pending += children.reversed()
    }
  }

  /// The parts between the boundary lines of `body`, at most `most`, each with the lines before it.
  private static func split(
    _ body: ArraySlice<UInt8>, boundary: [UInt8], most: Int
  ) -> [(bytes: ArraySlice<UInt8>, lines: Int)] {
    var result: [(ArraySlice<UInt8>, Int)] = []
    var start: Int?
    var startLine = 0
    var lineNumber = 0
    let marker = [0x2d, 0x2d] + boundary
    for line in ByteLines(body) {
      lineNumber += 1
      guard line.starts(with: marker) else { continue }
      let tail = line.dropFirst(marker.count).filter { !isBlankByte($0) && $0 != 0x0d }
      guard tail.isEmpty || tail.elementsEqual([0x2d, 0x2d]) else { continue }
      if let begun = start {
        // The line end before a boundary belongs to the boundary.
        var end = max(begun, line.startIndex - 1)
        if end > begun, body[end - 1] == 0x0d { end -= 1 }
        result.append((body[begun..<end], startLine))
        if result.count >= most { return result }
      }
      start = tail.isEmpty ? Swift.min(line.endIndex + 1, body.endIndex) : nil
      startLine = lineNumber
      if !tail.isEmpty { return result }
    }
    if let start, start < body.endIndex { result.append((body[start...], startLine)) }
    return result
  }
}
