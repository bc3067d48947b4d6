internal import Diagnostics
internal import KfuncModel
internal import MailImport
internal import MarkdownSyntax
internal import YAMLText

/// The files of `threads/SLUG/`, not read yet.
struct ThreadFiles: Equatable, Sendable {
  let slug: String
  /// Its `thread.yml`.
  let index: ContentFile
  /// Its other files, in the order of their names.
  let messages: [ContentFile]
}

/// Reads `threads/SLUG/`: `thread.yml` and the message files that it lists.
enum ThreadReader {
  /// The thread `slug` of `index` (its `thread.yml`) and `messages` (its other files, by name).
  static func read(
    slug: String, index: ContentFile, messages: [String: ContentFile], diagnostics: inout [Diagnostic]
  ) -> ExcerptedThread? {
    guard Names.isSlug(slug) else {
      diagnostics.append(
        Diagnostic(
          .error, "wrong-slug", "'\(slug)' is not made of lower-case letters, digits and hyphens",
          at: SourceLocation(file: index.path)))
      return nil
    }
    guard let root = YAMLFile.root(of: index, diagnostics: &diagnostics) else { return nil }
    var fields = ContentFields(root, what: "the thread")
    let subject = MessageReader.subject(&fields)
    let title = fields.optionalString("title")
    let lists = fields.strings("lists").map(\.value)
    var outcome = fields.node("outcome").flatMap { fields.text($0, "outcome") }
    if outcome?.isEmpty == true { outcome = nil }
    let sources = fields.nodes("outcome-sources").compactMap {
      CitationReader.read($0, what: "source of the outcome", diagnostics: &diagnostics)
    }
    let verified = fields.date("verified")
    if let outcome, !outcome.isEmpty, sources.isEmpty || verified == nil {
      fields.report("missing-key", "the outcome lacks 'outcome-sources' or 'verified'", fields.location)
    }
    let kfuncs = fields.kfuncNames("kfuncs")
    let subsystems = fields.strings("subsystems")
    let missing = fields.strings("missing").map(\.value)
    var reading = EntryReading(messages: messages)
    for node in fields.nodes("messages") { reading.add(node, diagnostics: &diagnostics) }
    fields.finish(into: &diagnostics)
    reading.finish(missing: missing, index: index.path, diagnostics: &diagnostics)
    return ExcerptedThread(
      slug: slug, title: title ?? subject ?? slug, subject: subject ?? slug, lists: lists, outcome: outcome,
      outcomeSources: sources, verified: verified, kfuncs: kfuncs, subsystems: subsystems, missing: missing,
      entries: reading.entries, path: index.path)
  }
}

/// The messages of one `thread.yml`, as they are read.
private struct EntryReading {
  private(set) var entries: [ExcerptedThread.Entry] = []
  private var left: [String: ContentFile]
  private var ids: [String: SourceLocation] = [:]
  private var parents: [Located<String>] = []
  private var nearMisses = NearMisses()

  init(messages: [String: ContentFile]) { left = messages }

  mutating func add(_ node: YAMLNode, diagnostics: inout [Diagnostic]) {
    var fields = ContentFields(node, what: "message")
    let id = fields.string("id")
    let author = fields.string("author")
    let date = MessageReader.moment("date", &fields)
    let inReplyTo = fields.optionalString("in-reply-to")
    let under = fields.optionalString("under")
    let subject = MessageReader.subject(&fields, isRequired: false)
    let isExcerpted = fields.optionalBool("excerpted") ?? false
    let file = fields.optionalString("file")
    if let id, let first = ids[id], let line = first.line {
      fields.report("duplicate-id", "message '\(id)' stands on line \(line) already", node.location)
    }
    if isExcerpted != (file != nil) {
      fields.report("wrong-type", "an excerpted message has a 'file', and no other has", node.location)
    }
    var excerpt: ExcerptedMessage?
    if let file {
      if let found = left.removeValue(forKey: file) {
        excerpt = MessageReader.read(found, diagnostics: &diagnostics)
        if let excerpt, let id, excerpt.id != id {
          fields.report("wrong-message", "'\(file)' is message '\(excerpt.id)', not '\(id)'", node.location)
        }
      } else {
        var message = "there is no file '\(file.prefix(80))'"
        if let near = nearMisses.name(near: file, among: left.keys.sorted()) { message += "; did you mean '\(near)'?" }
        fields.report("missing-file", message, node.location)
      }
    }
    fields.finish(into: &diagnostics)
    guard let id, let author, ids[id] == nil else { return }
    ids[id] = node.location
    for parent in [inReplyTo, under].compactMap({ $0 }) { parents.append(Located(parent, at: node.location)) }
    entries.append(
      ExcerptedThread.Entry(
        number: entries.count + 1, id: id, author: author, date: date, inReplyTo: inReplyTo, under: under,
        subject: subject, excerpt: excerpt))
  }

  mutating func finish(missing: [String], index: String, diagnostics: inout [Diagnostic]) {
    let known = Set(ids.keys).union(missing)
    for parent in parents where !known.contains(parent.value) {
      diagnostics.append(
        Diagnostic(
          .error, "unknown-message", "message '\(parent.value)' is neither listed nor among the missing",
          at: parent.location))
    }
    for (name, file) in left.sorted(by: { $0.key < $1.key }) {
      diagnostics.append(
        Diagnostic(
          .error, "unlisted-message", "'\(name)' is not listed in thread.yml", at: SourceLocation(file: file.path)))
    }
    if entries.isEmpty {
      diagnostics.append(
        Diagnostic(.error, "missing-key", "the thread lists no messages", at: SourceLocation(file: index, line: 1)))
    }
  }
}
