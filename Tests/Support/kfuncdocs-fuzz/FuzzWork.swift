import ContentFuzzing
import ImportFuzzing

/// What a run feeds to which readers.
enum FuzzWork {
  /// Kernels, to the importer; hostile shapes come first, as negative numbers, repeated so often.
  case imports(FuzzCorpus, shapes: Int)
  /// BPF objects and programs, to their readers.
  case programs(ProgramFuzzCase.Corpus)
  /// What people write, and what mail brings, to one of its readers; of Markdown, slow shapes come first, as negative numbers.
  case content(ContentTarget, ContentFuzzCorpus, scratch: String)

  /// How much there is to mutate, in words.
  var description: String {
    switch self {
    case .imports(let corpus, _): "\(corpus.count) files of kernels and the fixtures"
    case .programs(let corpus): "\(corpus.count) BPF objects and sources"
    case .content(let target, let corpus, _): "\(corpus.count) files of content for \(target.rawValue)"
    }
  }

  /// Seconds of a processor that a case may take; for a document of at most 200 kB what is promised of it.
  var mostSeconds: Double {
    if case .content = self { 1 } else { 2 }
  }

  /// The name of the shape of a number below zero.
  func shape(_ number: Int) -> String? {
    guard number < 0 else { return nil }
    return if case .content = self { MarkdownShape.all[-number - 1].name } else { "\(HostileShape.all[-number - 1])" }
  }

  /// The number of the first case, where the user names `from`.
  func first(from number: Int) -> Int {
    if number != 0 { return number }
    if case .imports(_, let shapes) = self, shapes > 0 { return -HostileShape.all.count }
    if case .content(.markdown, _, _) = self { return -MarkdownShape.all.count }
    return number
  }

  /// Runs the case of a number.
  func run(_ number: Int, seed: UInt64) async throws {
    switch self {
    case .imports(let corpus, let shapes):
      try await Self.input(number, seed: seed, shapes: shapes, corpus: corpus).run()
    case .programs(let corpus): try await ProgramFuzzCase(number: number, seed: seed, corpus: corpus).run()
    case .content(let target, let corpus, let scratch):
      try ContentFuzzCase(target, number: number, seed: seed, corpus: corpus).run(scratch: scratch)
    }
  }

  /// The files of the case of a number, as a person wants to see them.
  func files(_ number: Int, seed: UInt64) -> [(path: String, bytes: [UInt8])] {
    switch self {
    case .imports(let corpus, let shapes):
      Self.input(number, seed: seed, shapes: shapes, corpus: corpus).ownFiles(beside: corpus)
    case .programs(let corpus): ProgramFuzzCase(number: number, seed: seed, corpus: corpus).inputs
    case .content(let target, let corpus, _):
      ContentFuzzCase(target, number: number, seed: seed, corpus: corpus).files.map { ($0.path, $0.bytes) }
    }
  }

  private static func input(_ number: Int, seed: UInt64, shapes: Int, corpus: FuzzCorpus) -> FuzzCase {
    number < 0
      ? FuzzCase(shape: HostileShape.all[-number - 1], count: shapes, corpus: corpus)
      : FuzzCase(number: number, seed: seed, corpus: corpus)
  }
}
