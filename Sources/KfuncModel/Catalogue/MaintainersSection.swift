/// A section of the kernel's MAINTAINERS file, without the people's addresses.
public struct MaintainersSection: Hashable, Sendable {
  /// Its title: `BPF [GENERAL] (Safe Dynamic Programs and Tools)`.
  public var title: String
  /// The title's line in MAINTAINERS.
  public var line: Int
  /// `S:`, such as `Supported`; nil where the section has none.
  public var status: String?
  /// `L:` mailing lists, addresses only.
  public var lists: [String]
  /// `T:` trees as written: `git git://…`.
  public var trees: [String]

  /// A section made of its parts.
  public init(title: String, line: Int, status: String? = nil, lists: [String] = [], trees: [String] = []) {
    self.title = title
    self.line = line
    self.status = status
    self.lists = lists
    self.trees = trees
  }
}

/// The MAINTAINERS sections that one defining file belongs to.
public struct FileMaintainers: Hashable, Sendable {
  /// The file.
  public var file: String
  /// Titles of the sections that name it, most specific pattern first, then by line; none for `THE REST` alone.
  public var sections: [String]

  /// The sections of `file`.
  public init(file: String, sections: [String]) {
    self.file = file
    self.sections = sections
  }
}
