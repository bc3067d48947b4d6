internal import SiteHeaders

/// How files get to a folder of another machine and back.
protocol RemoteTransport: Sendable {
  /// The names at the top of the folder; nil where it is not there.
  func names() throws -> [String]?

  /// The paths of all files below the folder that may be unfinished.
  func pathsOfUnfinished() throws -> [String]

  /// The file at `path` as one that the program was putting together when it was killed there; nil where its name is none that
  /// the program gives to such files.
  func unfinished(_ path: String) -> UnfinishedFile?

  /// The bytes of a file that is there.
  func bytes(of path: String) throws -> [UInt8]

  /// Sends the files `paths` of `folder`, all of the same `lifetime`. `isFirst` where the folder is not there yet.
  func send(_ paths: [String], of folder: String, for lifetime: FileLifetime, isFirst: Bool) throws

  /// Removes the files `paths`, those that are there, and then the folders `folders`, deepest first, that are empty.
  func remove(_ paths: [String], folders: [String]) throws

  /// Which of the files `paths` of `folder` are not there, or with other bytes; what the other side says of its own bytes
  /// counts, not their size or time.
  func differences(_ paths: [String], of folder: String) throws -> [String]
}
