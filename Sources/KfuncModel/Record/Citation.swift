/// How a fact that a person typed is known.
public struct EvidenceKind: RawRepresentable, Hashable, Sendable {
  /// The word in the front matter.
  public let rawValue: String
  /// The kind named `rawValue`.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Read in the kernel's sources or their history.
  public static let source = EvidenceKind(rawValue: "source")
  /// Said in a mail.
  public static let mail = EvidenceKind(rawValue: "mail")
  /// Written in documentation.
  public static let document = EvidenceKind(rawValue: "doc")
  /// Told by a person; the weakest.
  public static let human = EvidenceKind(rawValue: "human")
}

/// Where a fact can be looked up.
public struct Citation: Hashable, Sendable {
  /// What the reader is told, such as `commit 1b1ba9b8` or `Documentation/bpf/kfuncs.rst`.
  public var text: String
  /// The release in whose tree ``source`` stands.
  public var release: KernelRelease?
  /// A line of a kernel tree.
  public var source: SourceReference?
  /// A mail's Message-ID without angle brackets.
  public var messageID: String?
  /// A commit of the kernel's history, in hexadecimal, possibly shortened.
  public var commit: String?
  /// An address for everything else.
  public var url: String?

  /// A citation made of its parts.
  public init(
    text: String, release: KernelRelease? = nil, source: SourceReference? = nil, messageID: String? = nil,
    commit: String? = nil, url: String? = nil
  ) {
    self.text = text
    self.release = release
    self.source = source
    self.messageID = messageID
    self.commit = commit
    self.url = url
  }
}
