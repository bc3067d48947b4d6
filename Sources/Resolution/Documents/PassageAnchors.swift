public import MarkdownSyntax

/// The anchors of a document's blocks, for whoever renders it: backlinks jump to them.
///
/// Headings keep their own. Every other block of text has `p-` and eight hexadecimal digits of a digest of its
/// words, `-2`, `-3` behind those that repeat: a published anchor outlives every change but one of the words themselves.
public struct PassageAnchors: Sendable {
  /// By place in the file: a table of hashed ranges for each of ten thousand notes took twice the memory.
  private let anchors: [(range: SourceRange, anchor: String)]

  /// The anchors of `document`.
  public init(_ document: MarkdownDocument) { self.init(PassageReader(document).anchors) }

  init(_ anchors: [SourceRange: String]) {
    self.anchors = anchors.map { (range: $0.key, anchor: $0.value) }.sorted {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
  }

  /// The anchor of a paragraph, table, code block or block shown as written; nil for other blocks, for empty ones, and
  /// where the block's place in the file is not known.
  public func anchor(of block: Block) -> String? {
    guard let range = block.range else { return nil }
    var low = 0
    var high = anchors.count
    while low < high {
      let middle = (low + high) / 2
      let other = anchors[middle].range
      if (other.lowerBound, other.upperBound) < (range.lowerBound, range.upperBound) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low < anchors.count && anchors[low].range == range ? anchors[low].anchor : nil
  }

  /// 32 bits of the 64-bit FNV-1a digest (draft-eastlake-fnv), folded: enough to tell the blocks of one page apart,
  /// and repeats are numbered.
  static func digest(_ text: [UInt8]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let folded = UInt32(truncatingIfNeeded: hash >> 32) ^ UInt32(truncatingIfNeeded: hash)
    let digits = String(folded, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
