internal import Foundation
internal import SiteHeaders

/// Files by rsync, over ssh or to a daemon.
struct RsyncTransport: RemoteTransport {
  private let destination: String
  private let options: [String]
  private let program: TransferProgram

  init(destination: String, port: Int?, timeLimit: Int) {
    self.destination = destination.hasSuffix("/") ? destination : destination + "/"
    // Nobody is there to answer a question. rsync cuts this at spaces itself; no shell sees it.
    var shell = "ssh -o BatchMode=yes -o ConnectTimeout=20"
    if let port { shell += " -p \(port)" }
    // Names are told as they are: in the locale C all that is not ASCII would be told in numbers.
    options =
      ["--no-motd", "--8-bit-output", "--timeout=120"]
      + (destination.hasPrefix("rsync://") ? ["--contimeout=20"] : ["--rsh=\(shell)"])
    program = TransferProgram("rsync", timeLimit: timeLimit) { ["SSH_AUTH_SOCK", "RSYNC_PASSWORD"].contains($0) }
  }

  func names() throws -> [String]? {
    let outcome = try program.run(options + ["--list-only", "--", destination])
    if outcome.status == 23, outcome.errors.contains("No such file or directory") { return nil }
    guard outcome.status == 0 else { throw program.failed("read the target", outcome) }
    return Self.paths(outcome.output)
  }

  func pathsOfUnfinished() throws -> [String] {
    Self.paths(
      try program.succeed(options + ["--list-only", "--recursive", "--", destination], what: "read the target"))
  }

  func unfinished(_ path: String) -> UnfinishedFile? { RsyncNames.unfinished(path) }

  /// `-rw-r--r--      1,234 2026/01/02 03:04:05 name`, and the folder itself as `.`.
  private static func paths(_ output: [UInt8]) -> [String] {
    String(decoding: output, as: UTF8.self).split(separator: "\n").compactMap { line in
      let parts = line.split(separator: " ", maxSplits: 4, omittingEmptySubsequences: true)
      return parts.count == 5 && parts[4] != "." ? String(parts[4]) : nil
    }
  }

  func bytes(of path: String) throws -> [UInt8] {
    let folder = try TemporaryFolder()
    try program.succeed(options + ["--", destination + path, folder.path + "/"], what: "read '\(path)'")
    return try LocalFile.bytes(folder.path + "/" + path)
  }

  func send(_ paths: [String], of folder: String, for lifetime: FileLifetime, isFirst: Bool) throws {
    // Beside a file that is there, the new one is put together under another name and renamed.
    let arguments =
      options + (isFirst ? ["--mkpath"] : [])
      + ["--checksum", "--perms", "--chmod=D755,F644", "--files-from=-", "--from0", "--", folder + "/", destination]
    try program.succeed(arguments, input: Self.list(paths), what: "send files")
  }

  func remove(_ paths: [String], folders: [String]) throws {
    try remove(paths)
    // One depth after the other: a folder is empty once those in it went.
    var rest = folders[...]
    while let first = rest.first {
      let depth = SitePath.folders(of: first).count
      let level = rest.prefix { SitePath.folders(of: $0).count == depth }
      try remove(Array(level))
      rest = rest.dropFirst(level.count)
    }
  }

  /// Removes exactly `paths` there: they are named and missing here.
  private func remove(_ paths: [String]) throws {
    let nothing = try TemporaryFolder()
    for folder in Set(paths.flatMap { SitePath.folders(of: $0) }) {
      try LocalFile.makeFolders(nothing.path + "/" + folder)
    }
    let outcome = try program.run(
      options + [
        "--dirs", "--delete-missing-args", "--files-from=-", "--from0", "--", nothing.path + "/", destination,
      ],
      input: Self.list(paths))
    // 24 says that something named was missing here, which is what was meant.
    guard outcome.status == 0 || outcome.status == 24 else { throw program.failed("remove files", outcome) }
  }

  func differences(_ paths: [String], of folder: String) throws -> [String] {
    let output = try program.succeed(
      options + [
        "--checksum", "--dry-run", "--itemize-changes", "--out-format=%i %n", "--files-from=-", "--from0", "--",
        folder + "/", destination,
      ], input: Self.list(paths), what: "compare files")
    // `<f` begins the line of a file that would be sent; folders and times do not matter.
    return String(decoding: output, as: UTF8.self).split(separator: "\n").filter { $0.hasPrefix("<f") }
      .compactMap { line in line.firstIndex(of: " ").map { String(line[line.index(after: $0)...]) } }
  }

  private static func list(_ paths: [String]) -> [UInt8] { paths.flatMap { Array($0.utf8) + [0] } }
}
