import Foundation
import ImportFuzzing

/// Runs case after case until it is killed or a case finds something.
struct FuzzChild {
  /// Memory that a case may add to the peak of those before it, in bytes.
  static let mostBytes = 256 << 20

  let work: FuzzWork
  let seed: UInt64
  let state: String

  func run(from first: Int) async throws {
    // What the corpus itself takes is no case's doing.
    let base = ProcessUsage.peakBytes
    var number = first
    while true {
      try FuzzState(number: number).write(to: state)
      let start = ProcessUsage.processorSeconds
      do { try await work.run(number, seed: seed) } catch let broken as FuzzCase.Broken {
        try end(number, "broken: \(broken)")
      }
      let seconds = ProcessUsage.processorSeconds - start
      if seconds > work.mostSeconds { try end(number, "slow: \(Int(seconds * 1000)) ms of processor time") }
      let bytes = ProcessUsage.peakBytes - base
      if bytes > Self.mostBytes { try end(number, "hungry: \(bytes >> 20) MB") }
      number += 1
    }
  }

  private func end(_ number: Int, _ finding: String) throws {
    try FuzzState(number: number, finding: finding).write(to: state)
    exit(3)
  }
}
