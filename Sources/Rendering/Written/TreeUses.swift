package import CatalogueFacts
internal import KfuncModel

/// Files of BPF programs in the kernel trees that were read, and the kfuncs that they use, by area.
package struct TreeUses: Sendable {
  /// What a file does with kfuncs, in all releases.
  struct File: Sendable {
    let path: String
    /// The releases in which it uses any, as positions, ascending.
    var releases: [Int] = []
    /// The kfuncs that it uses, by name in bytes.
    var uses: [Use] = []
    /// The first line of a use in the newest release that has one.
    var place: (number: Int, line: Int) = (-1, 0)

    /// What it does with one kfunc.
    struct Use: Sendable {
      let kfunc: String
      /// The releases in which it does, as positions, ascending.
      let releases: [Int]
      /// Whether it names the kfunc without declaring or calling it, in the newest of them.
      let isOnlyMentioned: Bool
    }

    /// Its own name, without folders.
    var name: Substring {
      path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[path.utf8.index(after: $0)...] } ?? path[...]
    }

    /// The letter or digit that its own name begins with; nil for any other sign.
    var initial: String? {
      let first = name.lowercased().utf8.first
      return first.flatMap { byte in
        (0x61...0x7a).contains(byte) || (0x30...0x39).contains(byte) ? String(Unicode.Scalar(byte)) : nil
      }
    }
  }

  /// The programs of one folder of the tree.
  struct Area: Sendable {
    let name: String
    /// By path.
    let files: [File]
    /// The files by what their names begin with, parts of parts behind them; nil where one page holds all.
    let parts: [Part]?

    /// Files whose names begin alike.
    struct Part: Sendable {
      /// The folders of its page below the area's: a letter or digit, or ``other``, and where these are too many more of what
      /// they begin with.
      let folders: [String]
      /// The folders of the part that it was cut from; none for a letter.
      let parent: [String]
      /// All files of the part, by path.
      let files: [File]
      /// Those that its own page lists.
      let own: [File]
      /// What they begin with, as the page is called.
      var title: String { folders.last ?? "" }
      /// What they begin with, in a sentence.
      var beginning: String { folders == [Self.other] ? "neither a letter nor a digit" : title }

      /// The folder of those that begin with another sign than a letter or digit.
      static let other = "other"
    }

    /// A page shows no more files than these; a longer list is cut by the first letters of their names.
    private static let mostOfPage = 60

    init(name: String, files: [File]) {
      self.name = name
      self.files = files
      parts =
        files.count <= Self.mostOfPage
        ? nil
        : Dictionary(grouping: files) { $0.initial ?? Part.other }.sorted { $0.key < $1.key }
          .flatMap { Self.parts($0.key, $0.value) }
    }

    /// The files of a letter, and where they are too many for a page the parts that they are cut into.
    private static func parts(_ letter: String, _ files: [File]) -> [Part] {
      guard let names = NameParts(files.map { String($0.name) }, most: ListLength.rows) else {
        return [Part(folders: [letter], parent: [], files: files, own: files)]
      }
      func folders(_ part: Int) -> [String] { part == 0 ? [letter] : [letter, names.parts[part].start] }
      func these(_ positions: ArraySlice<Int>) -> [File] { positions.sorted().map { files[$0] } }
      return names.parts.enumerated().map { index, part in
        Part(
          folders: folders(index), parent: part.parent.map(folders) ?? [], files: these(names.all(index)),
          own: these(names.positions(index)))
      }
    }
  }

  /// The releases that were read, oldest first.
  let releases: [KernelRelease]
  /// By name, what no other area holds at the end.
  let areas: [Area]

  /// The users that the catalogues of `directory` name.
  package init(_ directory: KfuncDirectory) {
    releases = directory.releases
    var builder = TreeUsesBuilder(releases.count)
    for history in directory.histories { builder.add(history) }
    let areas = Dictionary(grouping: builder.files) { TreeUsersPart.area(of: $0.path) }
    self.areas = areas.map { name, files in
      Area(name: name, files: files.sorted { $0.path.precedesInBytes($1.path) })
    }.sorted { ($0.rank, $0.name) < ($1.rank, $1.name) }
  }
}

extension TreeUses.Area {
  fileprivate var rank: Int { name == TreeUsersPart.elsewhere ? 1 : 0 }
}
