/// Names sorted by length, to find the one that was probably meant.
///
/// Distance counts insertions, deletions, replacements and swaps of neighbours. The whole search of a build is bounded:
/// when a hostile document has spent the budget, unknown names are still reported, without a suggestion.
public struct NearNames: Sendable {
  private let byLength: [[[UInt8]]]
  private var answers: [String: String?] = [:]
  /// Cells of distance tables that may still be computed.
  private(set) var budget: Int

  /// The names to choose from.
  public init(_ names: some Sequence<String>, budget: Int = 100_000_000) {
    var byLength: [[[UInt8]]] = []
    for name in names {
      let bytes = Array(name.utf8)
      guard bytes.count <= 128 else { continue }
      while byLength.count <= bytes.count { byLength.append([]) }
      byLength[bytes.count].append(bytes)
    }
    self.byLength = byLength.map { $0.sorted { $0.lexicographicallyPrecedes($1) } }
    self.budget = budget
  }

  /// The name nearest to `name`, at most `limit` edits away (by default a quarter of its length, at most four); of
  /// equals the first by length, then by bytes.
  public mutating func nearest(to name: String, limit: Int? = nil) -> String? {
    let wanted = Array(name.utf8)
    guard !wanted.isEmpty, wanted.count <= 128 else { return nil }
    let limit = limit ?? max(1, min(4, wanted.count / 4))
    let key = "\(limit) \(name)"
    if let known = answers[key] { return known }
    var best: (name: [UInt8], distance: Int)?
    for count in max(1, wanted.count - limit)...(wanted.count + limit) where count < byLength.count {
      for candidate in byLength[count] {
        let bound = min(limit, (best?.distance ?? limit + 1) - 1)
        guard bound >= abs(count - wanted.count) else { break }
        guard budget > 0 else { return nil }
        budget -= wanted.count * (2 * bound + 1)
        if let distance = Self.distance(wanted, candidate, atMost: bound) { best = (candidate, distance) }
      }
    }
    let answer = best.map { String(decoding: $0.name, as: UTF8.self) }
    answers[key] = answer
    return answer
  }

  /// The distance if it is at most `bound`, computed only near the diagonal.
  static func distance(_ first: [UInt8], _ second: [UInt8], atMost bound: Int) -> Int? {
    guard abs(first.count - second.count) <= bound else { return nil }
    let far = bound + 1
    var before = [Int](repeating: far, count: second.count + 1)
    var last = before
    for column in 0...min(second.count, bound) { last[column] = column }
    for row in 1..<first.count + 1 {
      var next = [Int](repeating: far, count: second.count + 1)
      if row <= bound { next[0] = row }
      var least = next[0]
      for column in max(1, row - bound)..<min(second.count, row + bound) + 1 {
        var best = min(last[column] + 1, next[column - 1] + 1)
        best = min(best, last[column - 1] + (first[row - 1] == second[column - 1] ? 0 : 1))
        if row > 1, column > 1, first[row - 1] == second[column - 2], first[row - 2] == second[column - 1] {
          best = min(best, before[column - 2] + 1)
        }
        next[column] = min(best, far)
        least = min(least, best)
      }
      // A swap reaches back two rows, so one row beyond the bound is not yet the end.
      if least > bound, (last.min() ?? far) > bound { return nil }
      before = last
      last = next
    }
    return last[second.count] <= bound ? last[second.count] : nil
  }
}
