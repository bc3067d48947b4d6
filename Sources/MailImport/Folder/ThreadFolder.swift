internal import AtomicFiles
public import Diagnostics
internal import Foundation

/// The folder `Content/threads/SLUG`: new, or added to, and in both cases put into its place whole.
///
/// A message that has a file keeps it, as people left it; of `thread.yml` what people write is kept. Only `replacing`
/// overwrites.
public struct ThreadFolder: Sendable {
  /// What was done.
  public struct Outcome: Sendable {
    /// Files that were written, relative to the folder.
    public var written: [String] = []
    /// Files that were there and were kept.
    public var kept: [String] = []
    /// What should be known.
    public var diagnostics: [Diagnostic] = []
  }

  /// What to excerpt, and how.
  public struct Options: Sendable {
    /// The Message-IDs to excerpt; all if empty. The others are listed as not excerpted.
    public var only: Set<String> = []
    /// Whether patches are folded to their list of files.
    public var foldsPatches = false
    /// Whether files that exist are overwritten.
    public var replaces = false

    /// Everything, unfolded, nothing overwritten.
    public init() {}
  }

  /// The folder's path.
  public let path: String

  /// The folder of the thread `slug` among `threads`, such as `Content/threads`.
  public init(slug: String, among threads: String) { path = "\(threads)/\(slug)" }

  /// Writes `thread`. Throws a diagnostic that names the path and the reason where the folder cannot be written, or
  /// where that would overwrite what people wrote.
  public func write(_ thread: MailThread, _ options: Options) throws(Diagnostic) -> Outcome {
    var isDirectory: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
    if (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil {
      throw refusal("'\(path)' is a symbolic link; it is not written through")
    }
    guard exists else { return try create(thread, options) }
    guard isDirectory.boolValue else { throw refusal("'\(path)' is not a folder") }
    return try merge(thread, options)
  }

  // MARK: - A new folder

  private func create(_ thread: MailThread, _ options: Options) throws(Diagnostic) -> Outcome {
    var outcome = Outcome()
    let folder = try AtomicFolder(path)
    var index = Self.newIndex(thread)
    index.missing = thread.tree.missing
    for (position, node) in thread.tree.nodes.enumerated() {
      let file = options.excerpts(node) ? Self.fileName(position + 1, node, thread) : nil
      if let file {
        let text = thread.file(of: node, foldingPatches: options.foldsPatches).text
        try folder.write(Array(text.utf8), to: file)
        outcome.written.append(file)
      }
      index.add(node, thread, file: file)
    }
    try folder.write(Array(index.text.utf8), to: "thread.yml")
    outcome.written.append("thread.yml")
    try folder.commit()
    return outcome
  }

  // MARK: - A folder that exists

  private func merge(_ thread: MailThread, _ options: Options) throws(Diagnostic) -> Outcome {
    var outcome = Outcome()
    // Before anything is read: what people change from here on is noticed.
    let folder = try AtomicFolder(path)
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    let files = existing(names)
    var old: ThreadIndex?
    if names.contains("thread.yml"), !options.replaces {
      guard let text = read("thread.yml"), let index = ThreadIndex(reading: text) else {
        throw refusal(
          "'\(path)/thread.yml' was not written by import or lost its dividing line; --force overwrites it")
      }
      old = index
    }
    var index = old ?? Self.newIndex(thread)
    let known = Dictionary((old?.entries ?? []).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    index.entries = []
    var taken = Set(names.compactMap { Int($0.prefix { $0 != "-" }) })
    var pending: [(file: String, text: String)] = []
    for (position, node) in thread.tree.nodes.enumerated() {
      let id = node.message.id
      var file = files[id]
      // A message that is listed without a file was left out on purpose; only naming it brings it in.
      let isWanted = options.excerpts(node) && (known[id] == nil || !options.only.isEmpty || options.replaces)
      if let name = file, !options.replaces || !options.excerpts(node) {
        outcome.kept.append(name)
      } else if isWanted {
        let name = file ?? Self.freeName(position + 1, node, thread, &taken)
        pending.append((name, thread.file(of: node, foldingPatches: options.foldsPatches).text))
        file = name
      }
      index.add(node, thread, file: file)
    }
    let present = Set(thread.tree.nodes.map(\.message.id))
    index.entries += (old?.entries ?? []).filter { !present.contains($0.id) }
    let listed = Set(index.entries.map(\.id))
    var missing = thread.tree.missing
    missing += (old?.missing ?? []).filter { !missing.contains($0) }
    index.missing = missing.filter { !listed.contains($0) }
    pending.append(("thread.yml", index.text))
    pending.removeAll { $0.text == read($0.file) }
    guard !pending.isEmpty else { return outcome }
    for (file, text) in pending {
      try folder.write(Array(text.utf8), to: file)
      outcome.written.append(file)
    }
    try folder.commit()
    return outcome
  }

  /// The files of messages, by Message-ID.
  private func existing(_ names: [String]) -> [String: String] {
    var files: [String: String] = [:]
    for name in names where name.hasSuffix(".md") {
      guard let text = read(name), let id = ExcerptFile(text, file: name).id else { continue }
      files[id] = name
    }
    return files
  }

  private func read(_ name: String) -> String? {
    guard let data = FileManager.default.contents(atPath: "\(path)/\(name)") else { return nil }
    return String(decoding: data, as: UTF8.self)
  }

  // MARK: - Names

  private static func newIndex(_ thread: MailThread) -> ThreadIndex {
    let subject = thread.tree.nodes.first.map { thread.mask.masked($0.message.subject) } ?? ""
    return ThreadIndex(subject: subject, lists: thread.lists)
  }

  private static func fileName(_ number: Int, _ node: MessageTree.Node, _ thread: MailThread) -> String {
    let author = Slug.of(thread.mask.masked(node.message.author))
    return "\(number < 10 ? "0" : "")\(number)-\(author.isEmpty ? "unknown" : author).md"
  }

  /// The name of a new message's file: its number in the thread, or the next one where that is taken.
  private static func freeName(
    _ number: Int, _ node: MessageTree.Node, _ thread: MailThread, _ taken: inout Set<Int>
  ) -> String {
    var number = number
    if taken.contains(number) { number = (taken.max() ?? 0) + 1 }
    taken.insert(number)
    return fileName(number, node, thread)
  }

  // MARK: - Failures

  private func refusal(_ message: String) -> Diagnostic {
    Diagnostic(.error, "cannot-write", message, at: SourceLocation(file: path))
  }
}

extension ThreadFolder.Options {
  /// Whether the message gets a file.
  func excerpts(_ node: MessageTree.Node) -> Bool { only.isEmpty || only.contains(node.message.id) }
}

extension ThreadIndex {
  /// Adds a message of `thread`; its subject only where it is not the thread's.
  fileprivate mutating func add(_ node: MessageTree.Node, _ thread: MailThread, file: String?) {
    let subject = thread.mask.masked(node.message.subject)
    let first = thread.tree.nodes.first.map { thread.mask.masked($0.message.subject) } ?? ""
    let isOther = Slug.ofSubject(subject) != Slug.ofSubject(first)
    add(node, author: thread.mask.masked(node.message.author), subject: isOther ? subject : nil, file: file)
  }
}
