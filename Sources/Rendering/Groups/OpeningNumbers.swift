internal import CatalogueFacts
internal import KfuncModel

/// To what program types the releases open kfuncs, as numbers: alike for what is open to the same types with the same answers.
///
/// An object of the facts serves all kfuncs of the same sets. Compared type by type for every kfunc and release they were a
/// fortieth of a build's first half.
struct OpeningNumbers: Sendable {
  private struct Access: Hashable {
    let type: ProgramType
    let outcome: ProgramTypeAccess.Outcome
  }

  private var numbers: [ObjectIdentifier: Int] = [:]

  init(_ directory: KfuncDirectory) {
    var known: [[Access]: Int] = [:]
    for history in directory.histories {
      for facts in history.facts {
        guard let facts, numbers[facts.opensBy] == nil else { continue }
        let access = facts.access.map { Access(type: $0.programType, outcome: $0.outcome) }
        let number = known[access] ?? known.count
        known[access] = number
        numbers[facts.opensBy] = number
      }
    }
  }

  /// The number of what `facts`, of the same directory, open.
  subscript(facts: KfuncFacts) -> Int { numbers[facts.opensBy] ?? -1 }
}
