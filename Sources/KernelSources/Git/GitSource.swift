public import Diagnostics

/// A kernel tree in a commit.
///
/// Two git commands for each selection: one lists the files, one gives all wanted bytes. Symbolic links and
/// submodules are not followed.
public struct GitSource: KernelSource {
  /// The tag, or the revision as it was named.
  public let name: String
  private let command: GitCommand
  private let cache: BlobCache
  private let limits: SourceLimits
  private let commit: ObjectID

  init(command: GitCommand, cache: BlobCache, limits: SourceLimits, commit: ObjectID, name: String) {
    self.command = command
    self.cache = cache
    self.limits = limits
    self.commit = commit
    self.name = name
  }

  /// The commit's id, in hexadecimal digits.
  public var commitID: String { commit.text }

  /// A file of the commit that is wanted.
  private struct Wanted {
    var path: String
    var blob: ObjectID
    var interest: SourceSelection.Interest
  }

  /// The files that `selection` keeps; see ``KernelSource/select(_:progress:)``.
  public func select(
    _ selection: SourceSelection, progress: SourceProgress.Report?
  ) throws(Diagnostic) -> SelectedSources {
    var diagnostics = DiagnosticTally(limit: limits.diagnostics)
    var wanted = try list(selection, &diagnostics)
    let known = cache.known(for: selection.words)
    wanted.removeAll { $0.interest == .words && known[$0.blob] == false }
    let blobs = try read(wanted, selection, known: known, &diagnostics, progress)
    return SelectedSources(
      files: blobs.files.sortedByPath(),
      identity: SourceIdentity(form: .git, text: "commit:" + commit.text, rootName: name),
      diagnostics: diagnostics.all(), filesExamined: wanted.count, bytesExamined: blobs.bytes,
      time: try time())
  }

  /// The committer's time; nil where the commit has none.
  private func time() throws(Diagnostic) -> Int? {
    try command.run(["cat-file", "--batch"], input: Array((commit.text + "\n").utf8)) { output throws(Diagnostic) in
      let header = try output.record(endedBy: UInt8(ascii: "\n")) ?? []
      let words = String(decoding: header, as: UTF8.self).split(separator: " ")
      // "ID missing" is an answer too; whatever is wrong with the commit, its files have said before.
      guard words.count == 3, words[1] == "commit", let size = Int(words[2]), size >= 0 else { return nil }
      if size > limits.fileBytes {
        try output.skip(size + 1)
        return nil
      }
      let bytes = try output.bytes(size)
      try output.skip(1)
      return SourceTime.ofCommit(bytes)
    }
  }

  /// The wanted files, in git's order. The closures of the selection are asked here, once for each file.
  private func list(
    _ selection: SourceSelection, _ diagnostics: inout DiagnosticTally
  ) throws(Diagnostic) -> [Wanted] {
    try command.run(["ls-tree", "-r", "-z", "--full-tree", "--end-of-options", commit.text]) {
      output throws(Diagnostic) in
      var wanted: [Wanted] = []
      var entries = 0
      while let record = try output.record(endedBy: 0, limit: 1 << 20) {
        entries += 1
        if entries > limits.entries { throw .tooManyEntries(limits.entries) }
        // "MODE TYPE ID\tPATH"
        guard let tab = record.firstIndex(of: UInt8(ascii: "\t")) else { continue }
        let words = record[..<tab].split(separator: UInt8(ascii: " "))
        guard words.count == 3, let blob = ObjectID(String(decoding: words[2], as: UTF8.self)) else { continue }
        let bytes = record[(tab + 1)...]
        let path = String(decoding: bytes, as: UTF8.self)
        let interest = selection.interest(in: path)
        if interest == .none { continue }
        if bytes.count > limits.pathBytes {
          diagnostics.add(.pathTooLong(path, bytes: bytes.count, limit: limits.pathBytes))
        } else if !path.utf8.elementsEqual(bytes) {
          diagnostics.add(.pathNotUTF8(path))
        } else if words[0].elementsEqual("120000".utf8) {
          diagnostics.add(.linkNotRead(path, "a symbolic link"))
        } else if words[0].elementsEqual("160000".utf8) {
          diagnostics.add(.linkNotRead(path, "a submodule"))
        } else {
          wanted.append(Wanted(path: path, blob: blob, interest: interest))
        }
      }
      return wanted
    }
  }

  /// Reads the blobs of `wanted` in their order and keeps what the selection keeps.
  private func read(
    _ wanted: [Wanted], _ selection: SourceSelection, known: [ObjectID: Bool], _ diagnostics: inout DiagnosticTally,
    _ progress: SourceProgress.Report?
  ) throws(Diagnostic) -> (files: [SourceFile], bytes: Int) {
    if wanted.isEmpty { return ([], 0) }
    let sieve = WordSieve(words: selection.words)
    var found: [ObjectID: Bool] = [:]
    let ids = wanted.map { $0.blob.text + "\n" }.joined()
    let result = try command.run(["cat-file", "--batch", "--buffer"], input: Array(ids.utf8)) {
      output throws(Diagnostic) in
      var files: [SourceFile] = []
      var examined = 0
      var kept = 0
      for (index, file) in wanted.enumerated() {
        guard let bytes = try next(output, file, &diagnostics) else { continue }
        examined += bytes.count
        if file.interest == .words, known[file.blob] == nil {
          found[file.blob] = bytes.withUnsafeBytes { sieve.matches($0) }
        }
        if file.interest == .whole || (found[file.blob] ?? known[file.blob] ?? false) {
          kept += bytes.count
          if kept > limits.keptBytes { throw .tooManyBytesKept(limits.keptBytes) }
          files.append(SourceFile(path: file.path, bytes: bytes))
        }
        if index % 512 == 511 || index + 1 == wanted.count {
          progress?(SourceProgress(unit: .files, done: index + 1, total: wanted.count))
        }
      }
      return (files, examined)
    }
    cache.add(found, for: selection.words)
    return result
  }

  /// The next blob of `git cat-file --batch`, nil with a diagnostic where it cannot be had.
  private func next(
    _ output: GitOutput, _ file: Wanted, _ diagnostics: inout DiagnosticTally
  ) throws(Diagnostic) -> [UInt8]? {
    let broken = Diagnostic(.error, "git-failed", "git's output broke off or is not what git writes")
    guard let header = try output.record(endedBy: UInt8(ascii: "\n")) else { throw broken }
    let words = String(decoding: header, as: UTF8.self).split(separator: " ")
    guard words.first.map(String.init) == file.blob.text else { throw broken }
    // "ID missing": a partial clone, or a damaged one.
    if words.count == 2 {
      diagnostics.add(.unreadable(file.path, "the repository lacks its bytes (a partial clone?)"))
      return nil
    }
    guard words.count == 3, words[1] == "blob", let size = Int(words[2]), size >= 0 else { throw broken }
    let bytes: [UInt8]?
    if size > limits.fileBytes {
      try output.skip(size)
      diagnostics.add(.fileTooLarge(file.path, bytes: size, limit: limits.fileBytes))
      bytes = nil
    } else {
      bytes = try output.bytes(size)
    }
    try output.skip(1)  // the line end behind every object
    return bytes
  }
}
