internal import Diagnostics
internal import Foundation
internal import JSONText
internal import SiteHeaders

/// Files by rclone, to any of its storage systems.
struct RcloneTransport: RemoteTransport {
  private let remote: String
  private let options: [String]
  private let program: TransferProgram

  init(remote: String, configuration: String?, timeLimit: Int) {
    self.remote = remote.hasSuffix("/") ? String(remote.dropLast()) : remote
    options =
      ["--contimeout=20s", "--timeout=120s", "--retries=2", "--low-level-retries=3", "--ask-password=false"]
      + (configuration.map { ["--config=\($0)"] } ?? [])
    // A remote may be described by the environment alone, and storage systems have variables of their own; what would
    // change how rclone itself works is left out.
    //
    // `AWS_CA_BUNDLE` is for other programs of AWS: rclone, whose connections are its own, ends with "unsupported transport"
    // where it is set. The certificates that it names are handed over by rclone's own option.
    let certificates = ProcessInfo.processInfo.environment["AWS_CA_BUNDLE"]
    let extra = certificates.map { $0.isEmpty ? [:] : ["RCLONE_CA_CERT": $0] } ?? [:]
    program = TransferProgram("rclone", timeLimit: timeLimit, extra: extra) { name in
      name != "AWS_CA_BUNDLE"
        && [
          "RCLONE_CONFIG", "AWS_", "AZURE_", "GOOGLE_", "SSH_AUTH_SOCK", "SSL_CERT_", "http_proxy", "https_proxy",
          "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY",
        ].contains { name.hasPrefix($0) }
    }
  }

  private func place(_ path: String) -> String { remote.hasSuffix(":") ? remote + path : remote + "/" + path }

  func names() throws -> [String]? {
    let outcome = try program.run(["lsf", "--max-depth=1"] + options + ["--", remote])
    // 3 is a folder that is not there (rclone's list of exit codes).
    if outcome.status == 3 { return nil }
    guard outcome.status == 0 else { throw program.failed("read the target", outcome) }
    return Self.lines(outcome.output)
  }

  func pathsOfUnfinished() throws -> [String] {
    Self.lines(
      try program.succeed(
        ["lsf", "--recursive", "--files-only", "--include=*\(RcloneNames.ending)"] + options + ["--", remote],
        what: "read the target"))
  }

  func unfinished(_ path: String) -> UnfinishedFile? { RcloneNames.unfinished(path) }

  private static func lines(_ output: [UInt8]) -> [String] {
    String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  func bytes(of path: String) throws -> [UInt8] {
    try program.succeed(["cat"] + options + ["--", place(path)], what: "read '\(path)'")
  }

  func send(_ paths: [String], of folder: String, for lifetime: FileLifetime, isFirst: Bool) throws {
    // What differs is known already; sizes and times would say less.
    try program.succeed(
      [
        "copy", "--files-from-raw=-", "--no-traverse", "--ignore-times",
        "--header-upload=Cache-Control: \(lifetime.cacheControl)",
      ]
        + options + ["--", folder, remote], input: Self.list(paths), what: "send files")
  }

  func remove(_ paths: [String], folders: [String]) throws {
    let outcome = try program.run(
      ["delete", "--files-from-raw=-"] + options + ["--", remote], input: Self.list(paths))
    guard outcome.status == 0 else { throw program.failed("remove files", outcome) }
    for folder in folders {
      // Object storage has no folders, and one that someone else uses stays.
      _ = try program.run(["rmdir", "--retries=1"] + options + ["--", place(folder)])
    }
  }

  func differences(_ paths: [String], of folder: String) throws -> [String] {
    let answers = try TemporaryFolder()
    let outcome = try program.run(
      ["check", "--one-way", "--files-from-raw=-", "--combined=\(answers.path)/combined"]
        + (try hasHashes() ? [] : ["--download"]) + options + ["--", folder, remote], input: Self.list(paths))
    let lines = Self.lines((try? LocalFile.bytes(answers.path + "/combined")) ?? [])
    // `= path` is the same, `* path` differs, `+ path` is missing there, `! path` could not be read.
    let same = Set(lines.filter { $0.hasPrefix("= ") }.map { String($0.dropFirst(2)) })
    let differing = paths.filter { !same.contains($0) }
    // 1 says that something differs; anything else is a fault.
    guard outcome.status == 0 || outcome.status == 1 || outcome.status == 3, !lines.isEmpty || outcome.status != 0
    else {
      throw program.failed("compare files", outcome)
    }
    if outcome.status == 0, let first = differing.first {
      throw PublishFailure("program-failed", "rclone did not say whether '\(first)' is the same")
    }
    return differing
  }

  /// Whether the other side can say what its bytes hash to; else they are read back.
  private func hasHashes() throws -> Bool {
    let output = try program.succeed(
      ["backend", "features"] + options + ["--", remote], what: "ask for the target's hashes")
    guard case .object(let members) = try JSONReader.read(output, file: "rclone backend features").value,
      case .array(let hashes)? = members.first(where: { $0.key == "Hashes" })?.value
    else { return false }
    return !hashes.isEmpty
  }

  private static func list(_ paths: [String]) -> [UInt8] { Array(paths.map { $0 + "\n" }.joined().utf8) }
}
