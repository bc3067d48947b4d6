internal import KfuncModel

/// Where the names of a release's kfuncs stand in its registered sets, as positions: one list for all of them, in place of
/// one for each name.
struct MemberPlaces {
  /// A set, and an entry in it.
  struct Place {
    let set: Int32
    let member: Int32
  }

  /// The places of the n-th name begin at the n-th of these and end at the next.
  private var starts: [Int32] = [0]
  private var places: [Place]

  /// The places of the names of `kfuncs`, which are in order of name, in `sets`.
  init(of kfuncs: [Kfunc], in sets: [RegisteredSet]) {
    var rows = [String: Int32](minimumCapacity: kfuncs.count)
    var last: String?
    for kfunc in kfuncs where kfunc.name != last {
      rows[kfunc.name] = Int32(rows.count)
      last = kfunc.name
    }
    // The rows of all entries, one after another, so that each name is looked up once.
    var found: [Int32] = []
    found.reserveCapacity(sets.reduce(0) { $0 + $1.set.members.count })
    var counts = [Int32](repeating: 0, count: rows.count)
    for set in sets {
      for member in set.set.members {
        let row = rows[member.name] ?? -1
        if row >= 0 { counts[Int(row)] += 1 }
        found.append(row)
      }
    }
    starts.reserveCapacity(counts.count + 1)
    for count in counts { starts.append((starts.last ?? 0) + count) }
    places = Array(repeating: Place(set: 0, member: 0), count: Int(starts.last ?? 0))
    var next = starts
    var entry = 0
    for (setNumber, set) in sets.enumerated() {
      for memberNumber in 0..<set.set.members.count {
        let row = Int(found[entry])
        entry += 1
        if row < 0 { continue }
        places[Int(next[row])] = Place(set: Int32(setNumber), member: Int32(memberNumber))
        next[row] += 1
      }
    }
  }

  /// The places of a name by its position among the names, each once; in the order of the catalogue.
  subscript(row: Int) -> ArraySlice<Place> { places[Int(starts[row])..<Int(starts[row + 1])] }
}
