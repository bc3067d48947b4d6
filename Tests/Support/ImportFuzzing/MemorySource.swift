internal import Diagnostics
internal import KernelSources

/// A kernel tree in memory.
struct MemorySource: KernelSource {
  var files: [SourceFile]

  func select(
    _ selection: SourceSelection, progress: SourceProgress.Report?
  ) throws(Diagnostic) -> SelectedSources {
    let sieve = WordSieve(words: selection.words)
    let kept = files.filter { selection.keeps($0, sieve: sieve) }
      .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    return SelectedSources(
      files: kept, identity: SourceIdentity(form: .archive, text: "sha256:0", rootName: nil), diagnostics: [],
      filesExamined: kept.count, bytesExamined: 0)
  }
}
