import ImportFuzzing

/// What a run feeds to which readers.
enum FuzzWork {
  /// Kernels, to the importer; hostile shapes come first, as negative numbers, repeated so often.
  case imports(FuzzCorpus, shapes: Int)
  /// BPF objects and programs, to their readers.
  case programs(ProgramFuzzCase.Corpus)

  /// The number of the first case, where the user names `from`.
  func first(from number: Int) -> Int {
    if case .imports(_, let shapes) = self, shapes > 0 { return -HostileShape.all.count }
    return number
  }

  /// Runs the case of a number.
  func run(_ number: Int, seed: UInt64) async throws {
    switch self {
    case .imports(let corpus, let shapes):
      try await Self.input(number, seed: seed, shapes: shapes, corpus: corpus).run()
    case .programs(let corpus): try await ProgramFuzzCase(number: number, seed: seed, corpus: corpus).run()
    }
  }

  /// The files of the case of a number, as a person wants to see them.
  func files(_ number: Int, seed: UInt64) -> [(path: String, bytes: [UInt8])] {
    switch self {
    case .imports(let corpus, let shapes):
      Self.input(number, seed: seed, shapes: shapes, corpus: corpus).ownFiles(beside: corpus)
    case .programs(let corpus): ProgramFuzzCase(number: number, seed: seed, corpus: corpus).inputs
    }
  }

  private static func input(_ number: Int, seed: UInt64, shapes: Int, corpus: FuzzCorpus) -> FuzzCase {
    number < 0
      ? FuzzCase(shape: HostileShape.all[-number - 1], count: shapes, corpus: corpus)
      : FuzzCase(number: number, seed: seed, corpus: corpus)
  }
}
