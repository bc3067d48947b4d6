internal import Diagnostics
internal import Glibc

/// The folder that a site is written to, once it is certain that it may be.
///
/// A site replaces only what an earlier build made (a marker file inside says so) or what is empty. Refused are a symbolic
/// link, `/`, the home folder, the working folder, and whatever holds one of these or the content.
struct OutputTarget: Sendable {
  /// The file inside a site by which it is known as made by this program.
  static let marker = ".kfuncdocs-site"
  /// What the marker says.
  static let markerText = "This folder was made by kfuncdocs build; the next build replaces all of it.\n"

  /// The path as given, for messages.
  let shown: String
  /// The folder around it, absolute, without symbolic links.
  let parent: String
  /// Its own name.
  let name: String

  /// The absolute path.
  var path: String { parent == "/" ? "/" + name : parent + "/" + name }
  /// Where the next site is put together.
  var building: String { sibling("building") }
  /// Where the old site waits while the new one takes its place, on file systems that cannot exchange.
  var previous: String { sibling("previous") }
  /// What keeps two builds apart.
  var lock: String { sibling("lock") }

  private func sibling(_ suffix: String) -> String { (parent == "/" ? "" : parent) + "/." + name + "." + suffix }

  /// The target `output`; the folders around it are made.
  ///
  /// - Throws: ``BuildFailure`` of code `output-refused` or `cannot-write`, before anything but those folders was touched.
  init(_ output: String, sources: [String]) throws {
    shown = output
    var parts = output.split(separator: "/").map(String.init)
    while parts.last == "." { parts.removeLast() }
    guard let last = parts.popLast(), last != ".." else {
      throw BuildFailure("output-refused", "'\(output)' cannot be replaced as a whole; name a folder of its own")
    }
    name = last
    let around = (output.hasPrefix("/") ? "/" : "./") + parts.joined(separator: "/")
    try Self.makeFolders(around, shown: output)
    guard let resolved = Self.resolved(around) else {
      throw BuildFailure("cannot-write", "\(SystemFault.text(errno))", at: around)
    }
    parent = resolved
    try refuseWhatHolds(sources)
    try refuseWhatIsForeign()
  }

  private func refuseWhatHolds(_ sources: [String]) throws {
    var kept: [(what: String, path: String)] = [("the root folder", "/")]
    if let working = Self.resolved(".") { kept.append(("the working folder", working)) }
    if let home = getenv("HOME").map({ String(cString: $0) }), let home = Self.resolved(home) {
      kept.append(("your home folder", home))
    }
    for source in sources {
      guard let source = Self.resolved(source) else { continue }
      kept.append(("'\(source)'", source))
      // Nor may a site lie inside what it is made from.
      if path == source || path.hasPrefix(source + "/") {
        throw BuildFailure("output-refused", "'\(shown)' lies in '\(source)', which a site is made from")
      }
    }
    for (what, place) in kept where place == path || place.hasPrefix(path + "/") || path == "/" {
      throw BuildFailure("output-refused", "'\(shown)' is or holds \(what)")
    }
  }

  private func refuseWhatIsForeign() throws {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      if errno == ENOENT { return }
      throw BuildFailure("cannot-write", SystemFault.text(errno), at: shown)
    }
    if status.st_mode & S_IFMT == S_IFLNK {
      throw BuildFailure("output-refused", "'\(shown)' is a symbolic link")
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw BuildFailure("output-refused", "'\(shown)' is a file")
    }
    guard FolderTree.isOurs(path) else {
      throw BuildFailure(
        "output-refused", "'\(shown)' was not made by kfuncdocs build; move it away or choose another --output")
    }
  }

  private static func makeFolders(_ path: String, shown: String) throws {
    var built = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/") where part != "." {
      built += "/" + part
      if mkdir(built, 0o777) != 0, errno != EEXIST {
        throw BuildFailure("cannot-write", SystemFault.text(errno), at: built)
      }
    }
  }

  private static func resolved(_ path: String) -> String? {
    guard let text = realpath(path, nil) else { return nil }
    defer { free(text) }
    return String(cString: text)
  }
}
