/// Texts that stay until the process ends, and of which nobody counts who holds them: what the texts of literals are.
///
/// A build of 10,000 kfuncs counted holders of its catalogues' texts 25 million times (`scripts/bench/retains.py`), in memory that
/// is seldom in the processor's caches: 3 to 6 % of the program's time. A text here takes its bytes and one more; what that
/// spares of memory is less than what peaks differ by.
///
/// What a literal looks like is read from two of them, and where they do not look alike (the layout of `String` is that of
/// the standard library's StringObject.swift, frozen since Swift 5) every text is an ordinary one. So is a text with other
/// than ASCII characters, whose literals look different.
///
/// Not checked by the compiler: `rest` belongs to whoever holds this value, and what lies before it never changes.
struct LastingTexts: @unchecked Sendable {
  /// Bytes asked of the allocator at once.
  private static let block = 1 << 18

  /// What is free of the newest block.
  private var rest = UnsafeMutableRawBufferPointer(start: nil, count: 0)

  /// Without any text yet.
  init() {}

  /// The text of `bytes`, which are valid UTF-8.
  mutating func string(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    guard let form = Form.ofLiterals, let start = bytes.baseAddress, bytes.count > SharedStrings.inlineLimit,
      bytes.allSatisfy({ $0 < 0x80 }), let place = place(bytes.count + 1)
    else { return String(decoding: bytes, as: UTF8.self) }
    place.copyMemory(from: start, byteCount: bytes.count)
    // Literals end in a zero, and what hands a text to C without a copy relies on it.
    place.storeBytes(of: 0, toByteOffset: bytes.count, as: UInt8.self)
    return form.string(at: place, count: bytes.count)
  }

  /// Where `count` bytes are free from now on; nil for more than a block has.
  private mutating func place(_ count: Int) -> UnsafeMutableRawPointer? {
    guard count <= LastingTexts.block else { return nil }
    if rest.count < count { rest = .allocate(byteCount: LastingTexts.block, alignment: 16) }
    let place = rest.baseAddress
    rest = UnsafeMutableRawBufferPointer(rebasing: rest[count...])
    return place
  }

  /// The two words of the text of a literal, apart from the length in the first and the address in the second.
  private struct Form: Equatable {
    let flags: UInt64
    let object: UInt64

    /// That of all literals; nil where two differ.
    static let ofLiterals: Form? = {
      let form = Form("a literal of one length")
      return form == Form("and another one, of another length") ? form : nil
    }()

    /// That of `literal`, more than 15 ASCII characters; nil where a text is not two words or has its bytes elsewhere.
    private init?(_ literal: String) {
      guard MemoryLayout<String>.size == MemoryLayout<(UInt64, UInt64)>.size,
        let address = literal.utf8.withContiguousStorageIfAvailable({ UInt64(UInt(bitPattern: $0.baseAddress)) })
      else { return nil }
      let words = unsafeBitCast(literal, to: (UInt64, UInt64).self)
      flags = words.0 &- UInt64(literal.utf8.count)
      object = words.1 &- address
    }

    func string(at place: UnsafeMutableRawPointer, count: Int) -> String {
      unsafeBitCast((flags &+ UInt64(count), object &+ UInt64(UInt(bitPattern: place))), to: String.self)
    }
  }
}
