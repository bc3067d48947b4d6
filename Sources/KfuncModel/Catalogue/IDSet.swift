/// A BTF ID set: a named list of functions with flags, which a registration can open to programs.
public struct IDSet: Hashable, Sendable {
  /// Its name; unique within its file only.
  public var name: String
  /// Where it begins.
  public var source: SourceReference
  /// The macro that opens it: `BTF_KFUNCS_START`, `BTF_SET8_START`, `BTF_SET_START`.
  public var opening: String
  /// The preprocessor condition around all of it.
  public var condition: String?
  /// Its entries in the order of the source.
  public var members: [Member]

  /// A set made of its parts.
  public init(
    name: String, source: SourceReference, opening: String, condition: String? = nil, members: [Member] = []
  ) {
    self.name = name
    self.source = source
    self.opening = opening
    self.condition = condition
    self.members = members
  }

  /// What tells this set from another of the same name.
  public var identity: IDSetIdentity { IDSetIdentity(file: source.file, name: name) }
}

/// The name of an ID set together with the file that it is local to.
public struct IDSetIdentity: Hashable, Sendable, Comparable {
  /// The file that defines it.
  public var file: String
  /// The set's name.
  public var name: String

  /// The set `name` of `file`.
  public init(file: String, name: String) {
    self.file = file
    self.name = name
  }

  /// Order by file, then by name, in bytes.
  public static func < (left: IDSetIdentity, right: IDSetIdentity) -> Bool {
    if left.file != right.file { return left.file.utf8.lexicographicallyPrecedes(right.file.utf8) }
    return left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
  }
}
