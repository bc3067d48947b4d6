/// Everything that was read about kfuncs from the sources of one kernel release.
///
/// Its text is `Content/catalogue/RELEASE.json`. All lists are in one stable order, so that the texts of two
/// releases compare line by line.
public struct ReleaseCatalogue: Hashable, Sendable {
  /// The mainline release that it stands for: `6.12`.
  public var release: KernelRelease
  /// What was read.
  public var source: KernelSourceRecord
  /// The flags that the release's `include/linux/btf.h` defines, by line.
  public var flags: [FlagDefinition]
  /// The parameter annotations that the release's verifier knows, by line.
  public var annotations: [AnnotationDefinition]
  /// The table of hooks, in the order of the source.
  public var hooks: [KfuncHook]
  /// Kfuncs by name.
  public var kfuncs: [Kfunc]
  /// ID sets that are registered, or that a filter reads, by place.
  public var idSets: [IDSet]
  /// Registrations by place.
  public var registrations: [Registration]
  /// Filters by place.
  public var filters: [KfuncFilter]
  /// MAINTAINERS sections that some defining file belongs to, by line.
  public var maintainers: [MaintainersSection]
  /// Which of those sections each defining file belongs to, by path.
  public var fileMaintainers: [FileMaintainers]
  /// Sections of the documents that hold the policy, by place.
  public var policySections: [PolicySection]

  /// A catalogue made of its parts.
  public init(
    release: KernelRelease, source: KernelSourceRecord, flags: [FlagDefinition] = [],
    annotations: [AnnotationDefinition] = [], hooks: [KfuncHook] = [], kfuncs: [Kfunc] = [], idSets: [IDSet] = [],
    registrations: [Registration] = [], filters: [KfuncFilter] = [], maintainers: [MaintainersSection] = [],
    fileMaintainers: [FileMaintainers] = [], policySections: [PolicySection] = []
  ) {
    self.release = release
    self.source = source
    self.flags = flags
    self.annotations = annotations
    self.hooks = hooks
    self.kfuncs = kfuncs
    self.idSets = idSets
    self.registrations = registrations
    self.filters = filters
    self.maintainers = maintainers
    self.fileMaintainers = fileMaintainers
    self.policySections = policySections
  }
}

/// What a catalogue was read from.
public struct KernelSourceRecord: Hashable, Sendable {
  /// The form of the source.
  public enum Form: String, Sendable, CaseIterable {
    case tree
    case archive
    case git
  }

  /// The exact version by the tree's Makefile: `6.12.107`, `7.0-rc3`, with any EXTRAVERSION.
  public var version: String
  /// What it is, in words: `Debian's patched source`.
  public var description: String
  /// Tree, archive or git.
  public var form: Form
  /// `sha256:` of an archive's bytes or of the files read from a tree, `commit:` of a git commit.
  public var identity: String
  /// The day, in UTC, that the source gives itself: of the top Makefile in a tree or archive, of the commit in git; nil
  /// where it gives none that can be trusted.
  public var date: CalendarDate?

  /// A record made of its parts.
  public init(version: String, description: String, form: Form, identity: String, date: CalendarDate? = nil) {
    self.version = version
    self.description = description
    self.form = form
    self.identity = identity
    self.date = date
  }
}

/// A flag that a release defines.
public struct FlagDefinition: Hashable, Sendable {
  /// The flag.
  public var flag: KfuncFlag
  /// Its value as the header writes it, in normal form: `(1 << 0)`.
  public var value: String
  /// Where it is defined.
  public var source: SourceReference

  /// A definition made of its parts.
  public init(flag: KfuncFlag, value: String, source: SourceReference) {
    self.flag = flag
    self.value = value
    self.source = source
  }
}

/// A parameter name, or suffix of names, that a release's verifier gives a meaning to.
public struct AnnotationDefinition: Hashable, Sendable {
  /// The suffix with its underscores, `__sz`, or the whole name, `rdonly_buf_size`.
  public var name: String
  /// Whether the whole parameter name must be equal, not only its end.
  public var isWholeName: Bool
  /// Where the verifier compares it.
  public var source: SourceReference

  /// A definition made of its parts.
  public init(name: String, isWholeName: Bool, source: SourceReference) {
    self.name = name
    self.isWholeName = isWholeName
    self.source = source
  }
}

/// A section of a policy document of the kernel, by its hash: a change of words between releases is noticed.
public struct PolicySection: Hashable, Sendable {
  /// Its number as the document gives it, `3.1`, or nil.
  public var number: String?
  /// Its title without the number.
  public var title: String
  /// Anchors that stand directly above it: `BPF_kfunc_lifecycle_expectations`.
  public var anchors: [String]
  /// The title's line.
  public var source: SourceReference
  /// SHA-256, in hexadecimal, of its own text up to the next title of any level, runs of white space made one space.
  public var hash: String

  /// A section made of its parts.
  public init(number: String?, title: String, anchors: [String], source: SourceReference, hash: String) {
    self.number = number
    self.title = title
    self.anchors = anchors
    self.source = source
    self.hash = hash
  }
}
