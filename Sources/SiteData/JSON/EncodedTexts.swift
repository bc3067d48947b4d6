internal import JSONText

/// Texts in quotes, escaped once, one behind the other.
struct EncodedTexts: Sendable {
  private var bytes: [UInt8] = []
  /// Where each ends.
  private var ends: [Int32] = []

  init(_ texts: [String]) {
    ends.reserveCapacity(texts.count)
    for text in texts {
      JSONEscapes.add(text, to: &bytes)
      // Names of kfuncs: two gigabytes of them were not read from one catalogue.
      ends.append(Int32(clamping: bytes.count))
    }
  }

  func add(at position: Int, to text: inout [UInt8]) {
    text.append(contentsOf: bytes[(position == 0 ? 0 : Int(ends[position - 1]))..<Int(ends[position])])
  }
}
