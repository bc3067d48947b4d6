/// The reach of a clause over all releases, by rows: every name that some release has is one, by name in bytes.
extension ClauseReach {
  /// How many kfuncs the clause at a position of ``clauses`` reaches in some release; where they are surely more than
  /// `most`, some number above it.
  public func reachedCount(ofClause clause: Int, most: Int) -> Int {
    let counts = sets.map { $0[clause].count }
    if let count = counts.max(), count > most { return count }
    // Together they reach no more than all apart.
    let sum = counts.reduce(0, +)
    return sum <= most ? sum : rows(ofClause: clause).count
  }

  /// The rows of the kfuncs that the clause reaches in some release, ascending.
  public func rows(ofClause clause: Int) -> [Int32] {
    let sets = self.sets.map { $0[clause] }
    return table.names.indices.compactMap { row in
      for (number, position) in table.positions(row).enumerated()
      where position >= 0 && sets[number].contains(Int(position)) {
        return Int32(row)
      }
      return nil
    }
  }

  /// How many rows there are.
  public var rowCount: Int { table.names.count }

  /// The name of a row.
  public func name(ofRow row: Int32) -> String { table.names[Int(row)] }

  /// Puts what each release says of the kfunc of a row under the clause into `standings`, which has one for each release.
  public func readStandings(ofClause clause: Int, row: Int32, into standings: inout [Standing]) {
    let positions = table.positions(Int(row))
    for (number, position) in zip(standings.indices, positions) {
      standings[number] =
        position < 0 ? .absent : sets[number][clause].contains(Int(position)) ? .reached : .notReached
    }
  }
}
