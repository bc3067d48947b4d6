internal import KfuncModel
internal import Resolution

/// Where each row of a reach stands in other lists, looked up once: two hundred clauses may reach most of ten thousand rows.
struct ReachRows: Sendable {
  /// The subsystems of the rows.
  let homes: SubsystemNumbers
  /// The positions of the rows' names among those of ``KfuncNames``.
  let names: [Int32]

  init(_ reach: ClauseReach, _ subsystems: SubsystemMap, _ names: KfuncNames) {
    homes = SubsystemNumbers(reach, subsystems)
    // Both lists are in the order of their bytes, and every name of a release is known.
    var position = 0
    self.names = (0..<reach.rowCount).map { row in
      let name = reach.name(ofRow: Int32(row))
      while position < names.names.count, names.names[position] != name { position += 1 }
      return Int32(position)
    }
  }
}
