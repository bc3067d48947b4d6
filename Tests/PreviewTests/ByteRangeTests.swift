import Testing

@testable import Preview

/// RFC 9110, 14.1.2: the examples of the section for a representation of 10000 bytes, and its bad forms.
@Suite struct ByteRangeTests {
  @Test(arguments: [
    ("bytes=0-499", ByteRange.part(0..<500)),
    ("bytes=500-999", .part(500..<1000)),
    ("bytes=-500", .part(9500..<10000)),
    ("bytes=9500-", .part(9500..<10000)),
    ("bytes=9999-10050", .part(9999..<10000)),
    ("bytes=-20000", .part(0..<10000)),
    ("bytes=10000-", .unsatisfiable),
    ("bytes=10000-10001", .unsatisfiable),
    ("bytes=-0", .unsatisfiable),
    ("bytes=5-4", .whole),
    ("bytes=-", .whole),
    ("bytes=a-b", .whole),
    ("bytes= 0-1", .whole),
    ("bytes=0-1,3-4", .whole),
    ("bytes=0-,0-,0-,0-,0-,0-", .whole),
    ("pages=1-2", .whole),
    ("bytes=0-99999999999999999999999", .whole),
    ("", .whole),
  ])
  func readsOneRange(_ value: String, _ expected: ByteRange) {
    #expect(ByteRange([value[...]], size: 10000) == expected)
  }

  @Test func repeatsOfTheFieldAreIgnored() {
    #expect(ByteRange(["bytes=0-1", "bytes=3-4"], size: 10) == .whole)
    #expect(ByteRange([], size: 10) == .whole)
    #expect(ByteRange(["bytes=0-"], size: 0) == .unsatisfiable)
  }
}
