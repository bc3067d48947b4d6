/// Which files of a kernel tree to keep.
///
/// Paths are relative to the top of the tree, `/` between components, whatever kind of source the tree comes from.
public struct SourceSelection: Sendable {
  /// What a selection wants of a file.
  enum Interest {
    /// Nothing: the file is not opened.
    case none
    /// To see whether it holds one of the words.
    case words
    /// Its bytes, whatever they are.
    case whole
  }

  private let always: @Sendable (String) -> Bool
  private let examine: @Sendable (String) -> Bool
  /// The words one of which an examined file must hold to be kept.
  public let words: [String]

  /// Keeps every file that `always` names, and those that `examine` names and that hold any of `words`.
  ///
  /// Words are compared byte by byte, with case, anywhere in the file; no boundaries are looked for. The closures are
  /// called once for each file, on several threads at once.
  public init(
    always: @escaping @Sendable (String) -> Bool, examine: @escaping @Sendable (String) -> Bool, words: [String]
  ) {
    self.always = always
    self.examine = examine
    self.words = words
  }

  func interest(in path: String) -> Interest {
    if always(path) { return .whole }
    return examine(path) ? .words : .none
  }
}

extension SourceSelection {
  /// Whether the selection keeps `file`; `sieve` is one of its words. For sources that hold their files already.
  public func keeps(_ file: SourceFile, sieve: WordSieve) -> Bool {
    switch interest(in: file.path) {
    case .whole: true
    case .words: file.bytes.withUnsafeBytes { sieve.matches($0) }
    case .none: false
    }
  }
}
