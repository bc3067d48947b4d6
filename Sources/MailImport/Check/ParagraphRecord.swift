/// What import keeps of a raw paragraph, so that a shortened message can be proved without its mbox: digests alone.
public struct ParagraphRecord: Hashable, Sendable {
  /// Hexadecimal digits of the digest of a whole paragraph.
  public static let paragraphDigits = 32
  /// Hexadecimal digits of the digest of a sentence or a line.
  public static let partDigits = 12

  /// How deep the paragraph is quoted.
  public var depth: Int
  /// What it is: prose, code or diff.
  public var kind: BodyBlock.Kind
  /// The SHA-256 of its normalised text, shortened to ``paragraphDigits``.
  public var digest: String
  /// The same for each sentence of prose or each line of code that is not empty, shortened to ``partDigits``.
  public var parts: [String]

  /// A record as it was read from a message file.
  public init(depth: Int, kind: BodyBlock.Kind, digest: String, parts: [String]) {
    self.depth = depth
    self.kind = kind
    self.digest = digest
    self.parts = parts
  }

  /// The record of a block of the raw message.
  public init(_ block: BodyBlock) {
    self.init(
      depth: block.depth, kind: block.kind,
      digest: Self.digest(of: block.lines),
      parts: Self.parts(of: block.kind, block.lines).map { Digest.hex($0, length: Self.partDigits) })
  }

  /// The digest of a paragraph of those lines.
  static func digest(of lines: [String]) -> String {
    Digest.hex(QuotedText.normalised(lines), length: paragraphDigits)
  }

  /// The normalised sentences of prose, or lines of code that are not empty.
  static func parts(of kind: BodyBlock.Kind, _ lines: [String]) -> [[UInt8]] {
    kind == .prose
      ? QuotedText.sentences(QuotedText.normalised(lines)).map { Array($0) }
      : lines.map { QuotedText.normalised(CollectionOfOne($0)) }.filter { !$0.isEmpty }
  }
}
