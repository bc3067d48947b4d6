import ArgumentParser
import ContentFuzzing
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
    abstract: "Read mutated kernels, BPF programs, mail and content, and report crashes, hangs and hunger.")

  /// What is fed to which readers.
  enum Target: String, CaseIterable, ExpressibleByArgument {
    case kernel, programs
    case frontMatter = "front-matter"
    case markdown, mentions, mbox, catalogue
  }

  @Option(
    help: ArgumentHelp("What is read: \(Target.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "name"))
  var target = Target.kernel

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

  @Option(help: "A folder with BPF objects and sources, for the target programs.")
  var programs: [String] = []

  @Option(help: "A Content folder, for the targets that read content.")
  var content = ["Tests/SiteBuildTests/Golden/Content"]

  @Option(help: "Where the inputs that found something are saved.")
  var findings = ".fuzz"

  @Flag(help: "Print what each slow shape of Markdown takes at 20 kB, 200 kB and 1 MB, and end.")
  var figures = false

  @Flag(help: "Print what the scan for limits adds to parsing the Markdown of --content, and end.")
  var scan = false

  @Flag(help: "Search for Markdown that takes more than a second at 200 kB, and end.")
  var slow = false

  @Option(help: "Repetitions of the hostile shapes, run before the mutations; 0 for none.")
  var shapes = 10_000

  @Flag(help: ArgumentHelp("Run cases in this process.", visibility: .hidden))
  var child = false

  func run() async throws {
    if figures { return ShapeFigures.print() }
    if scan { return try ScanCost(folders: content).print(for: seconds) }
    if slow {
      print("slow Markdown, seed \(seed), \(Int(seconds)) s")
      var search = SlowSearch(seed: seed)
      if search.run(for: seconds) > 0 { throw ExitCode(1) }
      return
    }
    let work = try work()
    if !child { print("\(work.description), seed \(seed)") }
    if child {
      try await FuzzChild(work: work, seed: seed, state: "\(findings)/state").run(from: from)
    } else {
      let count = try FuzzParent(command: self, work: work).run()
      if count > 0 { throw ExitCode(1) }
    }
  }

  private func work() throws -> FuzzWork {
    switch target {
    case .kernel:
      return .imports(
        try FuzzCorpus(fixtures: fixtures, kernels: kernels.map(Self.trees(below:)) ?? []), shapes: shapes)
    case .programs: return .programs(try ProgramFuzzCase.Corpus(folders: programs))
    case .frontMatter, .markdown, .mentions, .mbox, .catalogue:
      guard let target = ContentTarget(rawValue: target.rawValue) else { throw ExitCode(64) }
      return .content(target, try ContentFuzzCorpus(folders: content), scratch: "\(findings)/scratch")
    }
  }

  private static func trees(below folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { "\(folder)/\($0)" }
      .filter { FileManager.default.fileExists(atPath: "\($0)/MAINTAINERS") }
  }
}
