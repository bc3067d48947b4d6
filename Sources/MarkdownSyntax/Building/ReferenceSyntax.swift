/// Recognises `[[kind:target|label]]` in plain text.
enum ReferenceSyntax {
  /// A piece of a text: its bytes and, if it is one, the reference.
  struct Piece: Equatable {
    enum Meaning: Equatable {
      case text
      case reference(CrossReference)
      /// Not understood: shown as text, with this headline.
      case malformed(String)
    }
    var range: Range<Int>
    var meaning: Meaning
  }

  /// The pieces of `text`, in order and without gaps; `isEscaped` says that one of the two
  /// brackets at an offset was escaped.
  static func pieces(_ text: ArraySlice<UInt8>, isEscaped: (Int) -> Bool) -> [Piece] {
    var pieces: [Piece] = []
    var start = text.startIndex
    var at = text.startIndex
    let open = UInt8(ascii: "[")
    while at + 1 < text.endIndex {
      guard text[at] == open, text[at + 1] == open else {
        at += 1
        continue
      }
      // Of `[[[`, the last two open.
      if at + 2 < text.endIndex, text[at + 2] == open {
        at += 1
        continue
      }
      guard at + 2 < text.endIndex, isNameStart(text[at + 2]), !isEscaped(at) else {
        at += 2
        continue
      }
      let inner = text[(at + 2)...]
      let limit = inner.prefix(300)
      guard let end = closing(limit), !isEscaped(end) else {
        if knownKind(limit) != nil {
          add(&pieces, start..<at)
          pieces.append(Piece(range: at..<at + 2, meaning: .malformed("reference without ']]' on its line")))
          start = at + 2
        }
        at += 2
        continue
      }
      add(&pieces, start..<at)
      let meaning: Piece.Meaning
      switch reference(inner[..<end]) {
      case .success(let reference): meaning = .reference(reference)
      case .failure(let failure): meaning = .malformed(failure.headline)
      }
      pieces.append(Piece(range: at..<end + 2, meaning: meaning))
      at = end + 2
      start = at
    }
    add(&pieces, start..<text.endIndex)
    return pieces
  }

  private struct Failure: Error { let headline: String }

  private static func add(_ pieces: inout [Piece], _ range: Range<Int>) {
    if !range.isEmpty { pieces.append(Piece(range: range, meaning: .text)) }
  }

  private static func closing(_ text: ArraySlice<UInt8>) -> Int? {
    var at = text.startIndex
    while at + 1 < text.endIndex {
      if text[at] == UInt8(ascii: "]"), text[at + 1] == UInt8(ascii: "]") { return at }
      if text[at] == UInt8(ascii: "["), text[at + 1] == UInt8(ascii: "[") { return nil }
      at += 1
    }
    return nil
  }

  private static func knownKind(_ text: ArraySlice<UInt8>) -> CrossReference.Kind? {
    CrossReference.Kind.written.first { text.starts(with: ($0.rawValue + ":").utf8) }
  }

  private static func reference(_ text: ArraySlice<UInt8>) -> Result<CrossReference, Failure> {
    var target = text
    var label: String?
    if let bar = text.firstIndex(of: UInt8(ascii: "|")) {
      target = text[..<bar]
      label = String(decoding: text[(bar + 1)...], as: UTF8.self)
      if label?.allSatisfy(\.isWhitespace) ?? true {
        return .failure(Failure(headline: "reference with an empty label"))
      }
    }
    var kind = CrossReference.Kind.any
    if let colon = target.firstIndex(of: UInt8(ascii: ":")) {
      let name = String(decoding: target[..<colon], as: UTF8.self)
      kind = CrossReference.Kind(rawValue: name)
      guard CrossReference.Kind.written.contains(kind) else {
        let known = CrossReference.Kind.written.map(\.rawValue).joined(separator: ", ")
        return .failure(Failure(headline: "no kind of reference named '\(name)'; known are \(known)"))
      }
      target = target[(colon + 1)...]
    }
    let written = String(decoding: target, as: UTF8.self)
    if target.isEmpty { return .failure(Failure(headline: "reference without a target")) }
    let isName = kind == .kfunc || kind == .any
    guard target.allSatisfy({ isName ? isNameByte($0) : isTargetByte($0) }) else {
      return .failure(Failure(headline: "'\(written)' is no target of a reference"))
    }
    if isName, let first = target.first, !isNameStart(first) {
      return .failure(Failure(headline: "'\(written)' is no name"))
    }
    return .success(CrossReference(kind: kind, target: written, label: label))
  }

  private static func isNameStart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"): true
    default: false
    }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    isNameStart(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// Ids, slugs and versions: also `.`, `-`, and `#` before a message's number.
  private static func isTargetByte(_ byte: UInt8) -> Bool {
    isNameByte(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "#")
  }
}
