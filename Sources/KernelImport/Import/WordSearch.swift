import KernelSources

extension SourceFile {
  /// Whether the file holds a word of `sieve`.
  func holds(_ sieve: WordSieve) -> Bool { bytes.withUnsafeBytes(sieve.matches) }
}
