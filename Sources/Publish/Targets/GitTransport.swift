internal import Diagnostics
internal import Foundation

/// The git commands that a publish needs, in one repository, with its hooks off.
///
/// The user's own configuration counts, since it says how to reach the remote: credential helpers, ssh commands. No `GIT_`
/// variable of the environment does.
struct GitTransport: Sendable {
  /// The repository's folder: with a work tree, or bare.
  let repository: String
  private let program: TransferProgram

  private static let options = [
    "--no-pager", "--literal-pathspecs", "--no-replace-objects", "--no-optional-locks",
    "-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false",
    "-c", "push.recurseSubmodules=no", "-c", "push.followTags=false", "-c", "fetch.writeCommitGraph=false",
    "-c", "gc.auto=0", "-c", "maintenance.auto=false", "-c", "protocol.ext.allow=never",
  ]

  init(repository: String, timeLimit: Int) {
    self.repository = repository
    program = TransferProgram("git", timeLimit: timeLimit, extra: ["GIT_TERMINAL_PROMPT": "0"]) { name in
      ["SSH_AUTH_SOCK", "http_proxy", "https_proxy", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "no_proxy"].contains(name)
    }
  }

  /// Whether `text` is a whole name of an object: SHA-1 or SHA-256.
  static func isObjectName(_ text: String) -> Bool {
    [40, 64].contains(text.utf8.count)
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }

  // MARK: Reading

  /// The commit of `reference` in the repository; nil where there is none.
  func localTip(_ reference: String) throws -> String? {
    let outcome = try run(["rev-parse", "--verify", "--quiet", "--end-of-options", reference])
    if outcome.status == 0 { return try objectName(outcome.output) }
    // Quietly 1: the ref is not there. Anything else is said.
    guard outcome.status == 1, outcome.errors.isEmpty else { throw program.failed("read '\(reference)'", outcome) }
    return nil
  }

  /// The commit of `reference` at `remote`; nil where there is none.
  func remoteTip(_ remote: String, _ reference: String) throws -> String? {
    let output = try succeed(["ls-remote", "--quiet", "--", remote, reference], "read the remote's branches")
    for line in output.split(separator: 0x0a) {
      let parts = line.split(separator: 0x09)
      if parts.count == 2, parts[1].elementsEqual(reference.utf8) { return try objectName(Array(parts[0])) }
    }
    return nil
  }

  /// Brings the objects of `reference` at `remote` here, without a ref of their own.
  func fetch(_ remote: String, _ reference: String) throws {
    _ = try succeed(
      [
        "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--refmap=", "--", remote,
        reference,
      ], "fetch the branch")
  }

  /// The trailers of a commit's message, the last of each name.
  func trailers(of commit: String) throws -> [String: String] {
    let output = try succeed(
      ["log", "-1", "--no-show-signature", "--format=%(trailers:only,unfold)", "--end-of-options", commit],
      "read the last commit")
    var trailers: [String: String] = [:]
    for line in String(decoding: output, as: UTF8.self).split(separator: "\n") {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      trailers[String(line[..<colon])] = value
    }
    return trailers
  }

  /// The bytes of a file of a commit.
  func file(_ path: String, of commit: String) throws -> [UInt8] {
    try succeed(["cat-file", "blob", "\(commit):\(path)"], "read \(path) of the last publish")
  }

  /// The first parent; nil for the first commit.
  func parent(of commit: String) throws -> String? {
    let output = try succeed(["rev-list", "-1", "--parents", "--end-of-options", commit], "read the commits")
    let names = String(decoding: output, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    return names.count > 1 ? try objectName(Array(names[1].utf8)) : nil
  }

  /// The tree of a commit.
  func tree(of commit: String) throws -> String {
    try objectName(try succeed(["rev-parse", "--verify", "--end-of-options", commit + "^{tree}"], "read a commit"))
  }

  /// Refs that are checked out in a work tree; the one that a bare repository's HEAD names is in none.
  func checkedOutBranches() throws -> Set<String> {
    let output = try succeed(["worktree", "list", "--porcelain"], "list work trees")
    // One block for each work tree, blocks apart by an empty line; a bare repository's has no branch.
    return Set(
      String(decoding: output, as: UTF8.self).split(separator: "\n").filter { $0.hasPrefix("branch ") }
        .map { String($0.dropFirst("branch ".count)) })
  }

  /// The files of a commit, by their objects.
  func objects(of commit: String) throws -> [(name: String, object: String)] {
    let output = try succeed(["ls-tree", "-r", "-z", "--full-tree", commit], "list the files of the last publish")
    // `100644 blob NAME<tab>path`
    return output.split(separator: 0).compactMap { line in
      let parts = line.split(separator: 0x09, maxSplits: 1)
      let words = parts[0].split(separator: 0x20)
      guard parts.count == 2, words.count == 3, words[1].elementsEqual("blob".utf8) else { return nil }
      return (String(decoding: parts[1], as: UTF8.self), String(decoding: words[2], as: UTF8.self))
    }
  }

  // MARK: Writing

  /// The tree of `files` and of `objects` that are in the repository, written with an index of its own at `index`.
  func tree(
    of files: [(name: String, source: String)], _ objects: [(name: String, object: String)], index: String
  ) throws -> String {
    let sources = files.map { $0.source + "\n" }.joined()
    let names = try succeed(
      ["hash-object", "-w", "--no-filters", "--stdin-paths"], input: Array(sources.utf8), "write the files")
    let blobs = names.split(separator: 0x0a)
    guard blobs.count == files.count else {
      throw PublishFailure("program-failed", "git wrote other files than it was given")
    }
    var lines: [UInt8] = []
    for (file, blob) in zip(files, blobs) {
      lines += Array("100644 ".utf8) + blob + [0x09] + Array(file.name.utf8) + [0]
    }
    for file in objects { lines += Array("100644 \(file.object)\t\(file.name)".utf8) + [0] }
    let extra = ["GIT_INDEX_FILE": index]
    _ = try succeed(["update-index", "-z", "--add", "--index-info"], input: lines, extra: extra, "list the files")
    return try objectName(try succeed(["write-tree"], extra: extra, "write the tree"))
  }

  /// A commit of `tree` after `parent`.
  func commit(tree: String, parent: String?, message: String, date: String?) throws -> String {
    var extra: [String: String] = [:]
    if let date {
      extra["GIT_AUTHOR_DATE"] = "@\(date) +0000"
      extra["GIT_COMMITTER_DATE"] = "@\(date) +0000"
    }
    // Machines that publish often have no name of their own.
    if try run(["config", "--get", "user.email"]).status != 0 {
      for who in ["AUTHOR", "COMMITTER"] {
        extra["GIT_\(who)_NAME"] = "kfuncdocs"
        extra["GIT_\(who)_EMAIL"] = "kfuncdocs@localhost"
      }
    }
    let parents = parent.map { ["-p", $0] } ?? []
    return try objectName(
      try succeed(
        ["commit-tree", "--no-gpg-sign"] + parents + ["-F", "-", tree], input: Array(message.utf8), extra: extra,
        "write the commit"))
  }

  /// Moves `reference` of the repository from `old`; how git refused, nil where it did not: it is no longer there, or locked.
  func update(_ reference: String, to commit: String, from old: String?) throws -> TransferProgram.Outcome? {
    let zero = String(repeating: "0", count: commit.utf8.count)
    let outcome = try run(["update-ref", "-m", "kfuncdocs publish", reference, commit, old ?? zero])
    return outcome.status == 0 ? nil : outcome
  }

  /// Moves `reference` at `remote` from `old`; how the remote refused, nil where it did not. Never by force alone.
  func push(_ commit: String, to remote: String, _ reference: String, from old: String?) throws
    -> TransferProgram.Outcome?
  {
    let outcome = try run([
      "push", "--quiet", "--porcelain", "--no-verify", "--no-follow-tags",
      "--force-with-lease=\(reference):\(old ?? "")",
      "--", remote, "\(commit):\(reference)",
    ])
    if outcome.status == 0 { return nil }
    let said = String(decoding: outcome.output, as: UTF8.self) + outcome.errors
    if said.contains("stale info") || said.contains("fetch first") || said.contains("non-fast-forward")
      || said.contains("cannot lock ref") || said.contains("failed to update ref")
    {
      return outcome
    }
    throw failed("push", outcome)
  }

  /// A failure to do `what`, with git's reason.
  func failed(_ what: String, _ outcome: TransferProgram.Outcome) -> PublishFailure { program.failed(what, outcome) }

  // MARK: Running

  private func run(
    _ arguments: [String], input: [UInt8] = [], extra: [String: String] = [:]
  ) throws -> TransferProgram.Outcome {
    try program.run(Self.options + ["-C", repository] + arguments, input: input, extra: extra)
  }

  private func succeed(
    _ arguments: [String], input: [UInt8] = [], extra: [String: String] = [:], _ what: String
  ) throws -> [UInt8] {
    let outcome = try run(arguments, input: input, extra: extra)
    guard outcome.status == 0 else { throw program.failed(what, outcome) }
    return outcome.output
  }

  private func objectName(_ output: [UInt8]) throws -> String {
    let text = String(decoding: output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    guard Self.isObjectName(text) else {
      throw PublishFailure("program-failed", "git answered something else than a name")
    }
    return text
  }
}
