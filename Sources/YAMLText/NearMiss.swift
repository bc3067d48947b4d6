/// The name that was probably meant.
public enum NearMiss {
  /// The name of `names` nearest to `name`, if at most a third of it differs; the first of equals.
  public static func of(_ name: String, among names: [String]) -> String? {
    let wanted = Array(name.utf8.prefix(64))
    var best: (name: String, distance: Int)?
    for candidate in names {
      let distance = distance(wanted, Array(candidate.utf8.prefix(64)))
      if distance <= max(1, wanted.count / 3), distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
  }

  /// Insertions, deletions, replacements and swaps of neighbours between two short texts (Damerau's distance without
  /// edits inside a swap).
  private static func distance(_ first: [UInt8], _ second: [UInt8]) -> Int {
    var before = [Int](repeating: 0, count: second.count + 1)
    var last = Array(0...second.count)
    for row in 1..<first.count + 1 {
      var next = [row]
      for column in 1..<second.count + 1 {
        let change = last[column - 1] + (first[row - 1] == second[column - 1] ? 0 : 1)
        var best = min(last[column] + 1, next[column - 1] + 1, change)
        if row > 1, column > 1, first[row - 1] == second[column - 2], first[row - 2] == second[column - 1] {
          best = min(best, before[column - 2] + 1)
        }
        next.append(best)
      }
      before = last
      last = next
    }
    return last[second.count]
  }
}
