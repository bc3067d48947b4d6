internal import CByteSieve
internal import Glibc

/// A test of whether bytes hold any of some words, at about the speed of memory.
///
/// Each word is stood for by two neighbouring bytes of it; words share pairs where they can (`__bpf_kfunc` and
/// `bpf_kfunc_set` both hold `fu`). One pass looks for all pairs at once, sixteen positions in one step, and where
/// a pair is found the words that it stands for are compared.
public struct WordSieve: Sendable {
  /// A word and where in it its pair lies.
  private struct Anchor {
    var word: [UInt8]
    var offset: Int
  }

  /// Pairs that are searched for in one pass.
  private struct Pass {
    var pairs: [UInt8] = []
    var anchors: [Anchor] = []
  }

  private var passes: [Pass] = []
  private var singleBytes: [UInt8] = []
  private var matchesAll = false

  /// A sieve for `words`; an empty word is held by everything.
  public init(words: [String]) {
    var open: [[UInt8]] = []
    for word in Set(words.map { Array($0.utf8) }).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      switch word.count {
      case 0: matchesAll = true
      case 1: singleBytes.append(word[0])
      default: open.append(word)
      }
    }
    while !open.isEmpty {
      let pair = Self.bestPair(for: open)
      if (passes.last?.pairs.count ?? .max) >= 2 * Int(BYTE_SIEVE_PAIRS) { passes.append(Pass()) }
      passes[passes.count - 1].pairs += [pair.0, pair.1]
      open.removeAll { word in
        guard let offset = Self.offset(of: pair, in: word) else { return false }
        passes[passes.count - 1].anchors.append(Anchor(word: word, offset: offset))
        return true
      }
    }
  }

  /// The pair that costs least for each word that it stands for (the greedy answer to weighted set cover).
  private static func bestPair(for words: [[UInt8]]) -> (UInt8, UInt8) {
    var best: (UInt8, UInt8) = (words[0][0], words[0][1])
    var bestCost = Double.infinity
    for word in words {
      for pair in zip(word, word.dropFirst()) {
        let covered = words.count { offset(of: pair, in: $0) != nil }
        let cost = BytePairCosts.cost(pair.0, pair.1) / Double(covered)
        if cost < bestCost { (best, bestCost) = (pair, cost) }
      }
    }
    return best
  }

  private static func offset(of pair: (UInt8, UInt8), in word: [UInt8]) -> Int? {
    (0..<word.count - 1).first { word[$0] == pair.0 && word[$0 + 1] == pair.1 }
  }

  /// Whether `bytes` hold one of the words.
  public func matches(_ bytes: UnsafeRawBufferPointer) -> Bool {
    if matchesAll { return true }
    guard let start = bytes.baseAddress, !bytes.isEmpty else { return false }
    if singleBytes.contains(where: { memchr(start, Int32($0), bytes.count) != nil }) { return true }
    return passes.contains { Self.matches($0, bytes, start.assumingMemoryBound(to: UInt8.self)) }
  }

  private static func matches(_ pass: Pass, _ bytes: UnsafeRawBufferPointer, _ start: UnsafePointer<UInt8>) -> Bool {
    pass.pairs.withUnsafeBufferPointer { pairs in
      var position = 0
      while true {
        position = byte_sieve_next(start, bytes.count, position, pairs.baseAddress, pairs.count / 2)
        if position >= bytes.count { return false }
        for anchor in pass.anchors {
          let from = position - anchor.offset
          guard from >= 0, bytes.count - from >= anchor.word.count, start[from] == anchor.word[0] else { continue }
          if memcmp(start + from, anchor.word, anchor.word.count) == 0 { return true }
        }
        position += 1
      }
    }
  }
}
