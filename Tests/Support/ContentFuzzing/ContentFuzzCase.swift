internal import ImportFuzzing
internal import SeededNumbers

/// One input of a fuzzing run of a reader of content. The same target, seed, number and corpus give the same.
public struct ContentFuzzCase: Sendable {
  /// What reads it.
  public let target: ContentTarget
  /// The files of the input by path; one for all targets but the Content folder.
  public let files: [ContentFuzzFile]

  /// The input of `number`; below zero, of ``ContentTarget/markdown``, it is one of ``MarkdownShape/all``, counted from -1,
  /// at 200 kB.
  public init(_ target: ContentTarget, number: Int, seed: UInt64, corpus: ContentFuzzCorpus) {
    self.target = target
    if target == .markdown, number < 0 {
      files = [ContentFuzzFile(path: "shape.md", bytes: Array(MarkdownShape.all[-number - 1].text(200_000).utf8))]
      return
    }
    var random = SeededNumbers(seed: seed &+ UInt64(truncatingIfNeeded: number) &* 0x2545_f491_4f6c_dd1d)
    let words = FuzzWords.words(for: target)
    let seeds = corpus.files(for: target)
    var changed: [String: [UInt8]] = [:]
    for _ in 0...(target == .frontMatter ? random.below(3) : 0) {
      let file = random.pick(seeds)
      if target != .frontMatter, random.oneIn(3) {
        // Not a file that someone changed, but words in any order.
        changed[file.path] = (0..<random.below(60)).flatMap { _ in random.pick(words) }
      } else {
        changed[file.path] = Mutation.mutated(file.bytes, with: random.pick(seeds).bytes, words: words, &random)
      }
    }
    files = changed.map { ContentFuzzFile(path: $0.key, bytes: $0.value) }
      .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// Reads the input and checks what must hold whatever it is.
  ///
  /// - Parameter scratch: A folder that a target may fill; what it put there is removed.
  /// - Throws: ``FuzzCase/Broken`` when a promise was broken.
  public func run(scratch: String) throws {
    switch target {
    case .frontMatter: try FolderPromises.check(files, in: scratch)
    case .markdown: for file in files { try MarkdownPromises.check(file) }
    case .mentions: for file in files { try MentionPromises.check(file) }
    case .mbox: for file in files { try MailPromises.check(file) }
    case .catalogue: for file in files { try CataloguePromises.check(file) }
    }
  }
}

/// A file of an input: its path, relative to whatever folder it is read from, and its bytes.
public struct ContentFuzzFile: Sendable {
  /// The path.
  public let path: String
  /// The bytes.
  public let bytes: [UInt8]

  /// How many lines it has, the last one counted although it may be empty.
  var lines: Int { bytes.reduce(1) { $1 == 0x0a || $1 == 0x0d ? $0 + 1 : $0 } }
}
