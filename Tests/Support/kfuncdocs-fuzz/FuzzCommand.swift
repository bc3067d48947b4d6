import ArgumentParser
import Foundation
import ImportFuzzing

/// `kfuncdocs-fuzz`: imports mutated real files until its time is up; a program of its own, never shipped.
///
/// The work happens in a child, so that a crash ends the child alone: the parent knows the case by the number that
/// the child writes before each one, saves its files and starts the next child behind it.
@main
struct FuzzCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kfuncdocs-fuzz", abstract: "Import mutated kernel files and report crashes, hangs and hunger.")

  @Option(help: "Seconds to go on for.")
  var seconds = 600.0

  @Option(help: "The seed; one seed gives the same cases each time.")
  var seed: UInt64 = 1

  @Option(help: "The number of the first case.")
  var from = 0

  @Option(help: "A folder with kernel trees; without it mutations start from the fixtures alone.")
  var kernels: String?

  @Option(help: "The folder with the fixtures.")
  var fixtures = "Tests/KernelImportTests/Fixtures"

  @Option(help: "Where the inputs that found something are saved.")
  var findings = ".fuzz"

  @Option(help: "Repetitions of the hostile shapes, run before the mutations; 0 for none.")
  var shapes = 10_000

  @Flag(help: ArgumentHelp("Run cases in this process.", visibility: .hidden))
  var child = false

  func run() async throws {
    let trees = try kernels.map(Self.trees(below:)) ?? []
    let corpus = try FuzzCorpus(fixtures: fixtures, kernels: trees)
    if child {
      try await FuzzChild(corpus: corpus, seed: seed, shapes: shapes, state: "\(findings)/state").run(from: from)
    } else {
      print("\(corpus.count) files of \(trees.count) kernels and the fixtures, seed \(seed)")
      let count = try FuzzParent(command: self, corpus: corpus).run()
      if count > 0 { throw ExitCode(1) }
    }
  }

  private static func trees(below folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { "\(folder)/\($0)" }
      .filter { FileManager.default.fileExists(atPath: "\($0)/MAINTAINERS") }
  }

  /// The case of a number: hostile shapes come first, as negative numbers.
  static func input(_ number: Int, seed: UInt64, shapes: Int, corpus: FuzzCorpus) -> FuzzCase {
    number < 0
      ? FuzzCase(shape: HostileShape.all[-number - 1], count: shapes, corpus: corpus)
      : FuzzCase(number: number, seed: seed, corpus: corpus)
  }
}
