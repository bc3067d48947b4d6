internal import KfuncModel

/// What the registrations of some ID sets come to. An object for each combination of sets that a release has: few of them
/// serve all of its kfuncs, and a kfunc that a filter speaks of by name has one of its own.
package final class RegisteredSets: Sendable {
  /// What the registrations open, whatever filters answer.
  package let opening: SetOpening
  /// The program types that registrations open, sorted, each with what the filters answer.
  let access: [ProgramTypeAccess]
  /// Whether no filter has a say in any of that.
  let isUnfiltered: Bool
  /// The program types and the answers for them, as bytes that are equal for equal ones: tables of releases ask for each kfunc
  /// whether two releases answer the same, and going over both lists each time was 1 % of a build.
  let answers: [UInt8]
  /// Whether no filter could have one: none is named that is not in the catalogue.
  private let isWhollyOpen: Bool

  init(opening: SetOpening, access: [ProgramTypeAccess]) {
    self.opening = opening
    self.access = access
    isUnfiltered = access.allSatisfy { $0.answers.isEmpty }
    var answers: [UInt8] = []
    for type in access {
      answers += type.programType.rawValue.utf8
      // Names of types are identifiers, which hold no such byte.
      answers.append(UInt8(type.outcome.rawValue))
    }
    self.answers = answers
    isWhollyOpen = access.allSatisfy { $0.answers.isEmpty && $0.outcome != .unread }
  }

  /// Whether two releases surely open the same, without any filter, by registrations for the same types under the same
  /// conditions.
  package func opensTheSame(as other: RegisteredSets) -> Bool {
    isWhollyOpen && other.isWhollyOpen && opening.opened == other.opening.opened
      && opening.conditions == other.opening.conditions
      && opening.registered.keys == other.opening.registered.keys
  }
}
