import Glibc
import SeededNumbers
import Testing

@testable import KernelSources

@Suite struct WordSieveTests {
  private func naive(_ words: [String], _ bytes: UnsafeRawBufferPointer) -> Bool {
    words.contains { word in
      let word = Array(word.utf8)
      return word.count <= bytes.count
        && (0...bytes.count - word.count).contains { at in word.indices.allSatisfy { bytes[at + $0] == word[$0] } }
    }
  }

  @Test(arguments: 0..<24) func agreesWithTheNaiveSearchOverRandomBytes(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    var hits = 0
    var misses = 0
    // Few letters, so that parts of words are everywhere; up to twenty words, more than one pass searches for.
    let letters = Array("abc_".utf8.prefix(2 + Int(seed % 3)))
    let words = (0..<Int.random(in: 1...20, using: &numbers)).map { _ in
      String(
        decoding: (0..<Int.random(in: 2...12, using: &numbers)).map { _ in letters.randomElement(using: &numbers) ?? 0
        },
        as: UTF8.self)
    }
    let sieve = WordSieve(words: words)
    for round in 0..<40 {
      let length = Int.random(in: 0...200, using: &numbers)
      // Mostly bytes that are in no word, so that both answers occur.
      var bytes = (0..<length + 16).map { _ in
        Int.random(in: 0..<4, using: &numbers) == 0 ? UInt8(ascii: "!") : letters.randomElement(using: &numbers) ?? 0
      }
      if round % 4 == 0 { bytes = bytes.map { _ in UInt8(ascii: "!") } }
      if round % 2 == 0, let word = words.randomElement(using: &numbers)?.utf8, word.count <= length {
        let at = Int.random(in: 0...length - word.count, using: &numbers)
        bytes.replaceSubrange(at..<at + word.count, with: word)
      }
      bytes.withUnsafeBytes { all in
        for alignment in [0, 1, 7, 15] {
          let part = UnsafeRawBufferPointer(rebasing: all[alignment..<alignment + length])
          let expected = naive(words, part)
          hits += expected ? 1 : 0
          misses += expected ? 0 : 1
          #expect(sieve.matches(part) == expected)
        }
      }
    }
    // Both answers were asked for, or the agreement says nothing.
    #expect(hits > 0 && misses > 0)
  }

  /// A word at every place of a buffer that ends where memory ends: one byte read too many is a crash.
  @Test func findsAWordAtEveryPlaceAndReadsNothingBeyondTheEnd() throws {
    let page = Int(getpagesize())
    let memory = try #require(mmap(nil, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))
    defer { munmap(memory, 2 * page) }
    try #require(mprotect(memory + page, page, PROT_NONE) == 0)
    let word = "BTF_acme"
    let sieve = WordSieve(words: [word, "__acme", "other_word"])
    for length in [0, 1, 2, 7, 8, 9, 63, 64, 65, 66, 72, 127, 128, 129, 200] {
      let start = memory + (page - length)
      memset(memory, 0x2e, page)
      #expect(!sieve.matches(UnsafeRawBufferPointer(start: start, count: length)))
      for at in 0..<max(0, length - word.utf8.count + 1) {
        memset(memory, 0x2e, page)
        memcpy(start + at, word, word.utf8.count)
        #expect(sieve.matches(UnsafeRawBufferPointer(start: start, count: length)), "at \(at) of \(length)")
        // Cut by one byte at the end, the word is not there.
        if at + word.utf8.count == length {
          #expect(!sieve.matches(UnsafeRawBufferPointer(start: start, count: length - 1)))
        }
      }
    }
  }

  @Test func wordsOfOneByteAndOfNone() {
    let bytes = Array("abc".utf8)
    func matches(_ words: [String]) -> Bool { bytes.withUnsafeBytes { WordSieve(words: words).matches($0) } }
    #expect(matches(["c"]))
    #expect(!matches(["d"]))
    #expect(matches([""]))
    #expect(!matches([]))
    #expect(!matches(["ABC"]))
    #expect(matches(["abc"]))
    #expect(!matches(["abcd"]))
  }
}
