extension IDSet {
  /// An entry of a set.
  public struct Member: Sendable {
    @usableFromInline let content: Content
    @usableFromInline let line: Int32

    /// What releases repeat, kept once for all that are read together; lines change with nearly every release. One object
    /// for each entry of each release was 6 MB of eight releases with 10,000 kfuncs, and is one now.
    @usableFromInline
    final class Content: Sendable {
      @usableFromInline let fields: Fields
      /// The flags without their order, made once.
      @usableFromInline let flagSet: Set<KfuncFlag>
      /// The same sorted; mostly the list of the source itself.
      @usableFromInline let sortedFlags: [KfuncFlag]

      init(_ fields: Fields) {
        self.fields = fields
        flagSet = Set(fields.flags)
        let sorted = flagSet.sorted()
        sortedFlags = sorted == fields.flags ? fields.flags : sorted
      }
    }

    @usableFromInline
    struct Fields: Hashable, Sendable {
      @usableFromInline var name: String
      @usableFromInline var flags: [KfuncFlag]
      @usableFromInline var file: String
      @usableFromInline var condition: String?
    }

    /// The function's name.
    public var name: String {
      @inlinable get { content.fields.name }
      set { edit { $0.name = newValue } }
    }
    /// Its flags in the order of the source.
    public var flags: [KfuncFlag] {
      @inlinable get { content.fields.flags }
      set { edit { $0.flags = newValue } }
    }
    /// Where the entry stands; for one that an X-macro makes, the line in the macro's definition.
    public var source: SourceReference {
      @inlinable get { SourceReference(file: content.fields.file, line: Int(line)) }
      set {
        var fields = content.fields
        fields.file = newValue.file
        self = Member(Content(fields), line: newValue.line)
      }
    }
    /// The preprocessor condition around the entry, inside the set's own.
    public var condition: String? {
      @inlinable get { content.fields.condition }
      set { edit { $0.condition = newValue } }
    }
    /// Its flags, each once.
    public var flagSet: Set<KfuncFlag> {
      @inlinable get { content.flagSet }
    }
    /// Its flags, each once, sorted.
    public var sortedFlags: [KfuncFlag] {
      @inlinable get { content.sortedFlags }
    }

    /// An entry made of its parts.
    public init(name: String, flags: [KfuncFlag], source: SourceReference, condition: String? = nil) {
      self.init(
        Content(Fields(name: name, flags: flags, file: source.file, condition: condition)), line: source.line)
    }

    /// The entry of `content` at `line`.
    init(_ content: Content, line: Int) {
      self.content = content
      self.line = Int32(clamping: line)
    }

    private mutating func edit(_ change: (inout Fields) -> Void) {
      var fields = content.fields
      change(&fields)
      self = Member(Content(fields), line: Int(line))
    }
  }
}

extension IDSet.Member: Hashable {
  /// Whether all parts are equal.
  public static func == (left: IDSet.Member, right: IDSet.Member) -> Bool {
    left.line == right.line && (left.sharesContent(with: right) || left.content.fields == right.content.fields)
  }

  /// Whether all parts but the line are equal for sure, found by one look at an object that both share.
  @inlinable public func sharesContent(with other: IDSet.Member) -> Bool { content === other.content }

  /// Hashes all parts.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(content.fields)
    hasher.combine(line)
  }
}
