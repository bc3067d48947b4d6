internal import Diagnostics
internal import KfuncModel
internal import MarkdownSyntax

/// Words what is wrong with references and names, with what was probably meant.
struct ReferenceFaults {
  private let targets: KnownTargets
  // Made when the first name is unknown: mostly none is.
  private lazy var kfuncs = NearNames(targets.names.names)
  private lazy var clauses = NearNames(targets.clauses.keys.sorted())
  private lazy var threads = NearNames(targets.threads.keys.sorted())
  private lazy var releases = NearNames(targets.releases.releases.map(\.description))

  init(_ targets: KnownTargets) { self.targets = targets }

  /// The diagnostic of a reference that leads nowhere.
  mutating func diagnostic(_ fault: UnresolvedReference, at range: SourceRange?, in source: SourceText) -> Diagnostic {
    switch fault {
    case .unknown(.clause, let id):
      return make(.error, "unknown-clause", "no clause has the id '\(id)'", clauses.nearest(to: id), range, source)
    case .unknown(.thread, let slug):
      return make(
        .error, "unknown-thread", "no thread is called '\(slug)'", threads.nearest(to: slug), range, source)
    case .unknown(let kind, let name):
      let near =
        kfuncs.nearest(to: name) ?? (kind == .kfunc ? nil : clauses.nearest(to: name) ?? threads.nearest(to: name))
      let message = kind == .kfunc ? "no kfunc named '\(name)'" : "no kfunc, clause or thread named '\(name)'"
      return make(.error, "unknown-kfunc", message, near, range, source)
    case .noMessage(let thread, let number, let count):
      let messages = count == 1 ? "1 message" : "\(count) messages"
      return make(
        .error, "unknown-message", "thread '\(thread)' lists \(messages), and no #\(number)", nil, range, source)
    case .noVersion(let text):
      return make(
        .error, "unknown-release", "'\(text)' is no release such as 6.12", releases.nearest(to: text), range, source)
    case .neverExisted(let release, let before, let after):
      var message = "release \(release) never existed"
      if let before, let after { message += ": \(before) was followed by \(after)" }
      return make(.error, "unknown-release", message, nil, range, source)
    case .beforeList(let release):
      let message = "release \(release) is older than every release of releases.yml"
      return make(.error, "unknown-release", message, nil, range, source)
    }
  }

  /// A warning for a name of our own prose that looks like a kfunc's and is one or two letters off a known one; nil for
  /// names that are not that near, and for short ones, since BPF has many functions that are no kfuncs: of the 213 helper
  /// functions of 7.3, `bpf_strncmp` alone is one letter off a kfunc.
  mutating func slip(_ name: String, at range: SourceRange?, in source: SourceText) -> Diagnostic? {
    guard name.utf8.count >= 12, let near = kfuncs.nearest(to: name, limit: name.utf8.count < 16 ? 1 : 2) else {
      return nil
    }
    return make(.warning, "unknown-kfunc", "no kfunc named '\(name)'", near, range, source)
  }

  private func make(
    _ severity: Diagnostic.Severity, _ code: Diagnostic.Code, _ message: String, _ near: String?,
    _ range: SourceRange?, _ source: SourceText
  ) -> Diagnostic {
    let message = near.map { "\(message); did you mean '\($0)'?" } ?? message
    return DocumentDiagnostic.make(severity, code, message, at: range, in: source)
  }
}

/// Diagnostics that point into a document.
enum DocumentDiagnostic {
  static func make(
    _ severity: Diagnostic.Severity, _ code: Diagnostic.Code, _ message: String, at range: SourceRange?,
    in source: SourceText
  ) -> Diagnostic {
    guard let range else { return Diagnostic(severity, code, message, at: SourceLocation(file: source.path)) }
    return Diagnostic(
      severity, code, message, at: SourceLocation(file: source.path, line: range.line, column: range.column),
      sourceLine: line(at: range, in: source))
  }

  /// The line that a range begins on; nil where it is longer than 400 bytes, since a caret under a cut line would lie.
  private static func line(at range: SourceRange, in source: SourceText) -> String? {
    let bytes = source.clean
    let offset = CleanOffsets(source).clean(range).lowerBound
    func isEnd(_ byte: UInt8) -> Bool { byte == 0x0a || byte == 0x0d }
    var start = offset
    while start > 0, !isEnd(bytes[start - 1]) {
      start -= 1
      if offset - start > 400 { return nil }
    }
    var end = offset
    while end < bytes.count, !isEnd(bytes[end]) {
      end += 1
      if end - start > 400 { return nil }
    }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }
}
