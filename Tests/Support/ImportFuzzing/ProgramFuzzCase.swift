internal import BPFObjects
internal import Diagnostics
internal import Foundation
internal import KernelSources
internal import KfuncModel
internal import ProgramInspection
internal import SeededNumbers

/// One input of a fuzzing run of the readers of BPF programs: mutated objects and sources. The same seed and number
/// give the same.
public struct ProgramFuzzCase: Sendable {
  let files: [SourceFile]

  /// What the inputs are made of: BPF objects of compilers, when there are some, and sources.
  public struct Corpus: Sendable {
    let objects: [[UInt8]]
    let sources: [SourceFile]

    /// How many there are to mutate.
    public var count: Int { objects.count + sources.count }

    /// The objects and sources in `folders`, without what lies below these, and two objects that are written here.
    public init(folders: [String]) throws {
      var objects = [false, true].map(Self.written)
      var sources: [SourceFile] = []
      for folder in folders {
        for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
          guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else { continue }
          if name.hasSuffix(".o") { objects.append([UInt8](data)) }
          if name.hasSuffix(".c") || name.hasSuffix(".h"), data.count <= FuzzCorpus.largestFile {
            sources.append(SourceFile(path: name, bytes: [UInt8](data)))
          }
        }
      }
      self.objects = objects
      self.sources = sources
    }

    private static func written(isBigEndian: Bool) -> [UInt8] {
      var object = BPFObjectWriter(functions: ["bpf_a", "bpf_b___new", "bpf_c"]) { types in
        let int = types.add(BTFWriter.Entry("int", kind: 1, value: 4, [0x0100_0020]))
        let tag = types.add(BTFWriter.Entry("cat", kind: 4, value: 4, [0, int, 0]))
        let constant = types.add(BTFWriter.Entry(kind: 10, value: tag))
        let pointer = types.add(BTFWriter.Entry(kind: 2, value: constant))
        let alias = types.add(BTFWriter.Entry("cat_t", kind: 8, value: pointer))
        let array = types.add(BTFWriter.Entry(kind: 3, [int, int, 4]))
        let choice = types.add(BTFWriter.Entry("colour", kind: 6, value: 4, [0, 1]))
        let less = types.add(BTFWriter.Entry(kind: 13, value: int, [0, pointer, 0, alias]))
        let lessPointer = types.add(BTFWriter.Entry(kind: 2, value: less))
        return types.add(BTFWriter.Entry(kind: 13, value: alias, [0, array, 0, choice, 0, lessPointer, 0, 0]))
      }
      object.isBigEndian = isBigEndian
      object.symbols[2].binding = 2
      return object.bytes
    }
  }

  /// The input of `number`: an object in four of five, else sources.
  public init(number: Int, seed: UInt64, corpus: Corpus) {
    var random = SeededNumbers(seed: seed &+ UInt64(number) &* 0x2545_f491_4f6c_dd1d)
    if corpus.sources.isEmpty || !random.oneIn(5) {
      let object = corpus.objects[random.below(corpus.objects.count)]
      files = [SourceFile(path: "a.bpf.o", bytes: ObjectMutation.mutated(object, &random))]
    } else {
      var files: [String: [UInt8]] = [:]
      for _ in 0...random.below(2) {
        let file = corpus.sources[random.below(corpus.sources.count)]
        let other = corpus.sources[random.below(corpus.sources.count)]
        files[file.path] = Mutation.mutated(file.bytes, with: other.bytes, &random)
      }
      self.files = files.map { SourceFile(path: $0.key, bytes: $0.value) }
        .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }
  }

  /// The files of the input, by path.
  public var inputs: [(path: String, bytes: [UInt8])] { files.map { ($0.path, $0.bytes) } }

  /// Reads the input, compares what is found with a release, and checks what must hold whatever it is.
  ///
  /// - Throws: ``FuzzCase/Broken`` when a use has no place, a name is longer than can be, or a place is on no line of
  ///   its file.
  public func run() async throws {
    let result = await ProgramReader(kfuncs: ["bpf_a", "bpf_x"]).read(files)
    let lines = Dictionary(
      uniqueKeysWithValues: files.map { ($0.path, $0.bytes.reduce(1) { $1 == 0x0a ? $0 + 1 : $0 }) })
    for use in result.uses {
      guard let place = use.place else { throw FuzzCase.Broken(description: "'\(use.name)' stands nowhere") }
      if let line = place.line, !(1...(lines[place.file] ?? 0)).contains(line) {
        throw FuzzCase.Broken(description: "'\(use.name)' stands on line \(line) of \(place.file)")
      }
      if place.section != nil, use.spelledName.utf8.count > 3 * 512 {
        throw FuzzCase.Broken(description: "a name of \(use.spelledName.utf8.count) bytes")
      }
      let differences = use.differences(in: Self.release(of: use))
      // What is read from text agrees with the same text, as far as it is understood.
      if place.line != nil, use.prototype != nil, differences.contains(where: { $0.kind != .notCompared }) {
        throw FuzzCase.Broken(description: "differs from itself: \(differences.map(\.text))")
      }
    }
    for location in result.diagnostics.compactMap(\.location) {
      if let line = location.line, !(1...(lines[location.file] ?? 0)).contains(line) {
        throw FuzzCase.Broken(description: "a diagnostic is about line \(line) of \(location.file)")
      }
    }
  }

  /// A release whose kfunc of the name takes what the use declares, spelled as text and read back.
  private static func release(of use: KfuncUse) -> ReleaseCatalogue {
    let prototype = use.prototype ?? Prototype(name: use.name, returnType: "int", parameters: [])
    let definition = KfuncDefinition(
      source: SourceReference(file: "a.c", line: 1), prototype: prototype, isMarked: true,
      build: BuildCondition(symbols: [], form: .builtIn))
    return ReleaseCatalogue(
      release: KernelRelease(major: 7, minor: 3),
      source: KernelSourceRecord(version: "7.3", description: "", form: .tree, identity: ""),
      kfuncs: [Kfunc(name: use.name, definitions: [definition])])
  }
}
