public import MarkdownSyntax

/// The anchors of a document's blocks, for whoever renders it: backlinks jump to them.
///
/// Headings keep their own. Every other block of text has `p-` and eight hexadecimal digits of a digest of its
/// words, `-2`, `-3` behind those that repeat: a published anchor outlives every change but one of the words themselves.
public struct PassageAnchors: Sendable {
  private let anchors: [SourceRange: String]

  /// The anchors of `document`.
  public init(_ document: MarkdownDocument) { anchors = PassageReader(document).anchors }

  /// The anchor of a paragraph, table, code block or block shown as written; nil for other blocks, for empty ones, and
  /// where the block's place in the file is not known.
  public func anchor(of block: Block) -> String? { block.range.flatMap { anchors[$0] } }

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
