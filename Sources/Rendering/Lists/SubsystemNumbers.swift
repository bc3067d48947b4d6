internal import KfuncModel
internal import Resolution

/// The subsystem of every row of a reach as a number, looked up once: two hundred clauses may reach most of the rows.
struct SubsystemNumbers: Sendable {
  private var subsystems: [Subsystem?] = []
  /// Positions among the subsystems.
  private var numbers: [Int] = []

  init(_ reach: ClauseReach, _ map: SubsystemMap) {
    var known: [String?: Int] = [:]
    numbers = (0..<reach.rowCount).map { row in
      let subsystem = map.principal(of: reach.name(ofRow: Int32(row)))
      if let number = known[subsystem?.title] { return number }
      known[subsystem?.title] = subsystems.count
      subsystems.append(subsystem)
      return subsystems.count - 1
    }
  }

  /// The subsystems under which `rows` are listed, nil for those without one, each with its rows in their order: by title.
  func groups(of rows: ArraySlice<Int32>) -> [(subsystem: Subsystem?, rows: [Int32])] {
    var groups = [[Int32]](repeating: [], count: subsystems.count)
    for row in rows { groups[numbers[Int(row)]].append(row) }
    return zip(subsystems, groups).filter { !$0.1.isEmpty }.map { (subsystem: $0, rows: $1) }.sorted {
      Self.precedes($0.subsystem, $1.subsystem)
    }
  }

  private static func precedes(_ first: Subsystem?, _ second: Subsystem?) -> Bool {
    (first?.title ?? "~").utf8.lexicographicallyPrecedes((second?.title ?? "~").utf8)
  }

  /// How many of `rows` each subsystem has: the most first, then by name.
  func counts(of rows: [Int32]) -> [(subsystem: Subsystem?, count: Int)] {
    var counts = [Int](repeating: 0, count: subsystems.count)
    for row in rows { counts[numbers[Int(row)]] += 1 }
    return zip(subsystems, counts).filter { $0.1 > 0 }.map { (subsystem: $0, count: $1) }.sorted { first, second in
      if first.count != second.count { return first.count > second.count }
      return Self.precedes(first.subsystem, second.subsystem)
    }
  }
}
