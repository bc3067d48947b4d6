/// The name of an archive's entry, taken apart and found harmless.
struct ArchivePath: Equatable {
  /// Why a name is refused.
  enum Refusal: String, Error {
    case absolute = "an absolute path"
    case upwards = "a path with '..'"
    case empty = "an entry without a name"
  }

  /// The components, none of them empty, `.` or `..`.
  let components: [Substring]

  /// Takes `name` apart; `.` and doubled slashes mean nothing.
  init(_ name: String) throws(Refusal) {
    if name.utf8.first == UInt8(ascii: "/") { throw .absolute }
    let parts = name.split(separator: "/").filter { $0 != "." }
    if parts.contains("..") { throw .upwards }
    if parts.isEmpty { throw .empty }
    components = parts
  }

  /// The path below the archive's top folder `root`, nil when it is not below it; the whole path when there is no root.
  func path(below root: String?) -> String? {
    guard let root else { return components.joined(separator: "/") }
    guard components.count > 1, let first = components.first, first == root else { return nil }
    return components.dropFirst().joined(separator: "/")
  }
}
