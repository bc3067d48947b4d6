/// A fact of one release with its place in that release's sources.
public struct RecordedFact: Hashable, Sendable {
  /// The fact in one line.
  public var text: String
  /// The release.
  public var release: KernelRelease
  /// Where it stands; nil for a fact about absence.
  public var source: SourceReference?

  /// A fact made of its parts.
  public init(_ text: String, release: KernelRelease, source: SourceReference? = nil) {
    self.text = text
    self.release = release
    self.source = source
  }
}

/// A change of a release as a whole, which shows in many kfuncs and is told once.
public struct ReleaseWideChange: Hashable, Sendable {
  /// The stable name of a release-wide change: `trusted-by-default`.
  public struct ID: RawRepresentable, Hashable, Sendable {
    /// The name, in kebab case.
    public let rawValue: String
    /// The change of that name.
    public init(rawValue: String) { self.rawValue = rawValue }
  }

  /// Its name.
  public var id: ID
  /// What changed, in a few words.
  public var title: String
  /// What it means, in a sentence or two.
  public var explanation: String
  /// The older of the two releases that were compared.
  public var from: KernelRelease
  /// The newer.
  public var to: KernelRelease
  /// When.
  public var interval: ReleaseInterval
  /// The lines that prove it.
  public var evidence: [RecordedFact]
  /// The kfuncs whose differences it explains, by name in bytes.
  public var kfuncs: [String]

  /// A change made of its parts.
  public init(
    id: ID, title: String, explanation: String, from: KernelRelease, to: KernelRelease, interval: ReleaseInterval,
    evidence: [RecordedFact], kfuncs: [String] = []
  ) {
    self.id = id
    self.title = title
    self.explanation = explanation
    self.from = from
    self.to = to
    self.interval = interval
    self.evidence = evidence
    self.kfuncs = kfuncs
  }
}

/// Everything that differs between two releases.
public struct ReleaseComparison: Sendable {
  /// The older release.
  public var from: KernelRelease
  /// The newer release.
  public var to: KernelRelease
  /// The differences, by kfunc's name in bytes, then in the order of the rules.
  public var changes: [ChangeRecord]
  /// The changes of the release as a whole.
  public var releaseWide: [ReleaseWideChange]

  /// A comparison made of its parts.
  public init(
    from: KernelRelease, to: KernelRelease, changes: [ChangeRecord], releaseWide: [ReleaseWideChange]
  ) {
    self.from = from
    self.to = to
    self.changes = changes
    self.releaseWide = releaseWide
  }
}

/// What tells one definition of a kfunc from its others.
public struct DefinitionPlace: Hashable, Sendable {
  /// The file that holds it.
  public var file: String
  /// The preprocessor condition around it; nil without one.
  public var condition: String?

  /// The definition in `file` under `condition`.
  public init(file: String, condition: String?) {
    self.file = file
    self.condition = condition
  }
}
