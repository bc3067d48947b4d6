import ArgumentParser
import Foundation
import ImportFuzzing

/// `kfuncdocs-fuzz`: reads mutated real files until its time is up; a program of its own, never shipped.
///
/// The work happens in a child, so that a crash ends the child alone: the parent knows the case by the number that
/// the child writes before each one, saves its files and starts the next child behind it.
@main
struct FuzzCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kfuncdocs-fuzz",
    abstract: "Read mutated kernel files or BPF programs and report crashes, hangs and hunger.")

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

  @Option(help: "A folder with BPF objects and sources: their readers are fuzzed instead of the importer.")
  var programs: [String] = []

  @Option(help: "Where the inputs that found something are saved.")
  var findings = ".fuzz"

  @Option(help: "Repetitions of the hostile shapes, run before the mutations; 0 for none.")
  var shapes = 10_000

  @Flag(help: ArgumentHelp("Run cases in this process.", visibility: .hidden))
  var child = false

  func run() async throws {
    let trees = try kernels.map(Self.trees(below:)) ?? []
    let work: FuzzWork
    if programs.isEmpty {
      let corpus = try FuzzCorpus(fixtures: fixtures, kernels: trees)
      if !child { print("\(corpus.count) files of \(trees.count) kernels and the fixtures, seed \(seed)") }
      work = .imports(corpus, shapes: shapes)
    } else {
      let corpus = try ProgramFuzzCase.Corpus(folders: programs)
      if !child { print("\(corpus.count) BPF objects and sources, seed \(seed)") }
      work = .programs(corpus)
    }
    if child {
      try await FuzzChild(work: work, seed: seed, state: "\(findings)/state").run(from: from)
    } else {
      let count = try FuzzParent(command: self, work: work).run()
      if count > 0 { throw ExitCode(1) }
    }
  }

  private static func trees(below folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { "\(folder)/\($0)" }
      .filter { FileManager.default.fileExists(atPath: "\($0)/MAINTAINERS") }
  }
}
