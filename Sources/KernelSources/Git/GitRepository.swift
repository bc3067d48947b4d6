public import Diagnostics
internal import Glibc

/// A git repository: a clone with a work tree, a linked work tree, or a bare one.
///
/// Read through git's plumbing alone; nothing is checked out, fetched or written.
public struct GitRepository: Sendable {
  /// Tags found by ``tags(matching:)``.
  public struct Tags: Sendable {
    /// A source for each tag that names a commit, in the order of the tags' names.
    public var sources: [GitSource]
    /// Tags that name something else, such as the bare tree of the kernel's `v2.6.11-tree`.
    public var diagnostics: [Diagnostic]
  }

  /// The repository as it was named.
  public let path: String
  private let command: GitCommand
  private let cache = BlobCache()
  private let limits: SourceLimits

  /// The repository at `path`: a folder that holds `.git`, or that is a bare repository. None above it is looked for.
  public init(path: String, limits: SourceLimits = SourceLimits()) throws(Diagnostic) {
    func has(_ name: String) -> Bool { access("\(path)/\(name)", F_OK) == 0 }
    self.path = path
    self.limits = limits
    if has(".git") {
      command = GitCommand(gitFolder: "\(path)/.git")
    } else if has("HEAD"), has("objects") {
      command = GitCommand(gitFolder: path)
    } else {
      throw Diagnostic(
        .error, "not-a-git-repository", "the folder is no git repository", at: SourceLocation(file: path))
    }
    try Self.refuseOddFiles(in: command.gitFolder)
  }

  /// Refuses a repository in which a pipe, socket or device stands where git reads a file: git would wait for it for ever.
  /// Objects are left to git's own time limit: there may be many.
  private static func refuseOddFiles(in folder: String) throws(Diagnostic) {
    var folders = [folder, folder + "/objects/info"]
    var count = 0
    while let next = folders.popLast() {
      guard let stream = opendir(next) else { continue }
      defer { closedir(stream) }
      while let entry = readdir(stream) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
          pointer.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: entry.pointee.d_name)) {
            String(cString: $0)
          }
        }
        if name == "." || name == ".." { continue }
        count += 1
        guard count <= 200_000 else { return }
        let path = next + "/" + name
        var status = stat()
        guard lstat(path, &status) == 0 else { continue }
        // Links are followed as git does, but to no folder: they may lead in a circle.
        if status.st_mode & S_IFMT == S_IFLNK, stat(path, &status) != 0 || status.isFolder { continue }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        // The folders of refs, which git walks.
        case S_IFDIR: if next == folder ? name == "refs" : next.hasPrefix(folder + "/refs") { folders.append(path) }
        default:
          throw Diagnostic(
            .error, "odd-file", "neither a file nor a folder; git would wait for it", at: SourceLocation(file: path))
        }
      }
    }
  }

  /// The commits that the matching tags name. Two git commands, however many tags there are.
  public func tags(matching glob: Glob) throws(Diagnostic) -> Tags {
    let prefix = "refs/tags/"
    var names: [String] = []
    var ids: [ObjectID] = []
    var diagnostics = DiagnosticTally(limit: limits.diagnostics)
    try command.run(["for-each-ref", "--format=%(objectname) %(refname)", prefix]) { output throws(Diagnostic) in
      while let line = try output.record(endedBy: UInt8(ascii: "\n")) {
        let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 1)
        guard parts.count == 2, let name = String(validating: parts[1], as: UTF8.self), name.hasPrefix(prefix),
          let id = ObjectID(String(decoding: parts[0], as: UTF8.self))
        else {
          diagnostics.add(odd(String(decoding: line, as: UTF8.self), "is not read: its name is not UTF-8"))
          continue
        }
        let short = String(name.dropFirst(prefix.count))
        guard glob.matches(short) else { continue }
        if names.count >= limits.entries { throw .tooManyEntries(limits.entries) }
        names.append(short)
        ids.append(id)
      }
    }
    var sources: [GitSource] = []
    for (name, commit) in zip(names, try commits(of: ids)) {
      if let commit {
        sources.append(GitSource(command: command, cache: cache, limits: limits, commit: commit, name: name))
      } else {
        diagnostics.add(odd(name, "names no commit"))
      }
    }
    return Tags(sources: sources, diagnostics: diagnostics.all())
  }

  /// The commit that `revision` names, such as `HEAD`, a branch or an id.
  public func source(revision: String) throws(Diagnostic) -> GitSource {
    let arguments = ["rev-parse", "--verify", "--quiet", "--end-of-options", "\(revision)^{commit}"]
    // Quietly failing is how git says no; a repository that cannot be read at all fails on the next command too.
    let line = try? command.run(arguments) { output throws(Diagnostic) in
      try output.record(endedBy: UInt8(ascii: "\n"))
    }
    guard let line, let commit = ObjectID(String(decoding: line, as: UTF8.self)) else {
      throw Diagnostic(
        .error, "unknown-revision", "no commit is called '\(revision)'", at: SourceLocation(file: path))
    }
    return GitSource(command: command, cache: cache, limits: limits, commit: commit, name: revision)
  }

  /// The commits that `ids` lead to through any number of tag objects; nil for what leads to none.
  private func commits(of ids: [ObjectID]) throws(Diagnostic) -> [ObjectID?] {
    if ids.isEmpty { return [] }
    let questions = ids.map { "\($0.text)^{commit}\n" }.joined()
    return try command.run(["cat-file", "--batch-check=%(objectname) %(objecttype)"], input: Array(questions.utf8)) {
      output throws(Diagnostic) in
      var commits: [ObjectID?] = []
      while let line = try output.record(endedBy: UInt8(ascii: "\n")) {
        let words = String(decoding: line, as: UTF8.self).split(separator: " ")
        commits.append(words.count == 2 && words[1] == "commit" ? ObjectID(words[0]) : nil)
      }
      return commits
    }
  }

  private func odd(_ tag: String, _ what: String) -> Diagnostic {
    Diagnostic(.warning, "tag-not-read", "the tag '\(tag)' \(what)", at: SourceLocation(file: path))
  }
}
