internal import Diagnostics
internal import KernelImport
internal import KernelSources
internal import KfuncModel
internal import SeededNumbers

/// One input of a fuzzing run: a small kernel with mutated files. The same seed, number and corpus give the same.
public struct FuzzCase: Sendable {
  /// A promise that an import of the input broke.
  public struct Broken: Error, CustomStringConvertible {
    /// What is wrong.
    public var description: String

    /// A promise broken as `description` says.
    public init(description: String) { self.description = description }
  }

  let number: Int
  let files: [SourceFile]
  private let seed: UInt64

  /// The input of `number`.
  public init(number: Int, seed: UInt64, corpus: FuzzCorpus) {
    self.number = number
    self.seed = seed
    var random = SeededNumbers(seed: seed &+ UInt64(number) &* 0x2545_f491_4f6c_dd1d)
    var files = Dictionary(uniqueKeysWithValues: corpus.base.map { ($0.path, $0.bytes) })
    for _ in 0...random.below(3) {
      let file = corpus.files[random.below(corpus.files.count)]
      let other = corpus.files[random.below(corpus.files.count)]
      files[file.path] = Mutation.mutated(file.bytes, with: other.bytes, &random)
    }
    self.files = files.map { SourceFile(path: $0.key, bytes: $0.value) }
      .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// The input of one hostile shape with `count` repetitions.
  public init(shape: HostileShape, count: Int, corpus: FuzzCorpus) {
    number = count
    seed = 0
    var files = Dictionary(uniqueKeysWithValues: corpus.base.map { ($0.path, $0.bytes) })
    files[shape.path] = shape.bytes(count: count)
    self.files = files.map { SourceFile(path: $0.key, bytes: $0.value) }
      .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// The files of the input that are not the base's own, by path: what a person wants to see of a finding.
  public func ownFiles(beside corpus: FuzzCorpus) -> [(path: String, bytes: [UInt8])] {
    let base = Set(corpus.base)
    return files.filter { !base.contains($0) }.map { ($0.path, $0.bytes) }
  }

  /// Imports the input and checks what must hold whatever it is.
  ///
  /// - Throws: ``Broken`` when a catalogue does not read back as itself, or when a diagnostic points to no line of its
  ///   file. A refusal of the input as a whole is no breach.
  public func run() async throws {
    let result: KernelImporter.Result
    do {
      result = try await KernelImporter().catalogue(of: MemorySource(files: files))
    } catch is Diagnostic {
      return
    }
    let json = result.catalogue.jsonBytes()
    let back: ReleaseCatalogue
    do { back = try ReleaseCatalogue.read(json, file: "catalogue") } catch {
      throw Broken(
        description: "the catalogue does not read back: \(error.message) at \(String(describing: error.location))")
    }
    guard back == result.catalogue else { throw Broken(description: "the catalogue reads back as another") }
    try check(result.diagnostics)
    readDamaged(json)
  }

  private func check(_ diagnostics: [Diagnostic]) throws {
    var lines: [String: Int] = [:]
    for location in diagnostics.compactMap(\.location) {
      guard let line = location.line, let file = files.first(where: { $0.path == location.file }) else { continue }
      let count = lines[file.path] ?? file.bytes.reduce(1) { $1 == 0x0a ? $0 + 1 : $0 }
      lines[file.path] = count
      guard (1...count).contains(line) else {
        throw Broken(description: "a diagnostic is about line \(line) of \(file.path), which has \(count)")
      }
    }
  }

  /// The reader of catalogues must refuse or read what damage makes of one, never crash.
  private func readDamaged(_ json: [UInt8]) {
    var random = SeededNumbers(seed: seed ^ UInt64(truncatingIfNeeded: number))
    for _ in 0..<4 {
      var damaged = json
      for _ in 0...random.below(4) {
        let range = random.range(in: damaged.count)
        switch random.below(4) {
        case 0: damaged.removeSubrange(range)
        case 1: damaged.replaceSubrange(range, with: Self.jsonWords[random.below(Self.jsonWords.count)])
        case 2: damaged.insert(contentsOf: Array(damaged[range]), at: range.lowerBound)
        default: if range.lowerBound < damaged.count { damaged[range.lowerBound] = UInt8(random.below(256)) }
        }
      }
      _ = try? ReleaseCatalogue.read(damaged, file: "catalogue")
    }
  }

  private static let jsonWords: [[UInt8]] = [
    "{", "}", "[", "]", ":", ",", "null", "true", "1e999", "-1", "18446744073709551616", "\"\\u0000\"", "\"\\ud800\"",
    "\"",
    String(repeating: "[", count: 100_000),
  ].map { Array($0.utf8) }
}
