import Foundation
import SeededNumbers

/// How often a fault is tried: ten times in `make test`, as often as `make faults` says there.
enum FaultRounds {
  /// The number of rounds of each fault.
  static let count = ProcessInfo.processInfo.environment["KFUNCDOCS_FAULT_ROUNDS"].flatMap { Int($0) } ?? 10

  /// The numbers of a fault: the same moments on each run, as far as the machine lets them be.
  static func numbers(_ seed: UInt64) -> SeededNumbers {
    let base = ProcessInfo.processInfo.environment["KFUNCDOCS_FAULT_SEED"].flatMap { UInt64($0) } ?? 1
    return SeededNumbers(seed: base &* 1_000_003 &+ seed)
  }
}

/// What the rounds of one fault came to; a row of the table that `make faults` writes.
struct FaultFigures {
  let fault: String
  /// Rounds in which the fault struck before the program was done.
  var struck = 0
  /// Afterwards the old result was there, whole.
  var old = 0
  /// Afterwards the new result was there, whole.
  var new = 0
  /// Afterwards something else was there.
  var broken: [String] = []
  /// Files of an ended run that the next run did not remove.
  var left: [String] = []

  init(_ fault: String) { self.fault = fault }

  /// Counts a round that ended with the old result, the new one, or neither.
  mutating func count(isOld: Bool, isNew: Bool, _ round: @autoclosure () -> String) {
    if isOld { old += 1 } else if isNew { new += 1 } else { broken.append(round()) }
  }

  /// Adds the row to the table, where one is asked for.
  func report() {
    guard let path = ProcessInfo.processInfo.environment["KFUNCDOCS_FAULT_TABLE"] else { return }
    let row =
      "| \(fault) | \(old + new + broken.count) | \(struck) | \(old) | \(new) | \(broken.count) | \(left.count) |\n"
    guard let file = fopen(path, "a") else { return }
    fputs(row, file)
    fclose(file)
  }
}
