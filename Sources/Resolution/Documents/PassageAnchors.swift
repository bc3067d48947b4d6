public import MarkdownSyntax

/// The anchors of a document's blocks, for whoever renders it: backlinks jump to them.
///
/// Headings keep their own. Every other block of text has `p-` and eight hexadecimal digits of a digest of its
/// words, `-2`, `-3` behind those that repeat: a published anchor outlives every change but one of the words themselves.
public struct PassageAnchors: Sendable {
  /// The anchor of a block, in sixteen bytes: a table of hashed ranges for each of ten thousand notes took six times the
  /// memory.
  struct Anchor: Sendable {
    /// Where the block stands in the file.
    var lower: UInt32
    var upper: UInt32
    var digest: UInt32
    /// Which of the blocks of that digest it is, from 1.
    var number: UInt32

    /// As links name it.
    var text: String {
      let base = "p-" + PassageAnchors.text(of: digest)
      return number == 1 ? base : "\(base)-\(number)"
    }
  }

  /// By place in the file.
  let anchors: [Anchor]

  /// The anchors of `document`.
  public init(_ document: MarkdownDocument) { self = PassageReader(document) { _, _ in }.anchors }

  init(sorted anchors: [Anchor]) { self.anchors = anchors }

  /// The anchor of the paragraph, table, code block or block shown as written that stands at `range` of the file; nil for
  /// other blocks and for empty ones.
  public func anchor(at range: Range<Int>) -> String? {
    let behind = anchors.firstPlace { (Int($0.lower), Int($0.upper)) > (range.lowerBound, range.upperBound) }
    guard behind > 0 else { return nil }
    let last = anchors[behind - 1]
    return Int(last.lower) == range.lowerBound && Int(last.upper) == range.upperBound ? last.text : nil
  }

  /// 32 bits of the 64-bit FNV-1a digest (draft-eastlake-fnv), folded: enough to tell the blocks of one page apart,
  /// and repeats are numbered.
  struct Digest {
    private var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    /// Whether nothing was added.
    private(set) var isEmpty = true

    mutating func add(_ text: [UInt8]) {
      if text.isEmpty { return }
      isEmpty = false
      for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }

    mutating func add(_ byte: UInt8) {
      isEmpty = false
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }

    var folded: UInt32 { UInt32(truncatingIfNeeded: hash >> 32) ^ UInt32(truncatingIfNeeded: hash) }
  }

  /// The digest of `text` as eight digits.
  static func digest(_ text: [UInt8]) -> String {
    var digest = Digest()
    digest.add(text)
    return Self.text(of: digest.folded)
  }

  private static func text(of digest: UInt32) -> String {
    String(unsafeUninitializedCapacity: 8) { text in
      for place in 0..<8 {
        let digit = UInt8(truncatingIfNeeded: digest >> UInt32(28 - 4 * place)) & 15
        text[place] = digit < 10 ? 0x30 + digit : 0x57 + digit
      }
      return 8
    }
  }
}
