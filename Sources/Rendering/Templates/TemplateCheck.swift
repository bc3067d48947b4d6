internal import Diagnostics

/// Holds the tags of templates against the keys that their pages have.
///
/// Plain Mustache shows nothing for a key that does not exist. Here every page's template is walked with all of its
/// partials, and a key or partial that nothing on the way knows is an error at its place.
struct TemplateCheck {
  private let templates: [String: TemplateText]
  private var tags: [String: [TemplateTag]] = [:]
  private(set) var diagnostics: Set<Diagnostic> = []

  init(_ templates: [String: TemplateText]) {
    self.templates = templates
    for template in templates.values {
      let (found, unclosed) = TemplateTagScanner.tags(of: template.text)
      tags[template.name] = found
      if let unclosed {
        report("template-syntax", "tag is never closed", in: template, line: unclosed.line, column: unclosed.column)
      }
    }
  }

  /// Checks the template of `schema` and all that it includes.
  mutating func check(_ schema: TemplateSchema) {
    guard let template = templates[schema.template] else {
      diagnostics.insert(Diagnostic(.error, "missing-template", "no template named '\(schema.template)'"))
      return
    }
    walk(template, scopes: [TemplateSchema.common, schema.keys], path: [schema.template])
  }

  /// Sections in one another; templates are compiled and shown section by section within the stack of a thread.
  private static let mostOpen = 100

  private mutating func walk(_ template: TemplateText, scopes: [[TemplateSchema.Key]], path: [String]) {
    var open: [(tag: TemplateTag, scopes: [[TemplateSchema.Key]])] = []
    var current = scopes
    for tag in tags[template.name] ?? [] {
      guard open.count <= Self.mostOpen else {
        return report("template-syntax", "more than \(Self.mostOpen) sections in one another", in: template, tag)
      }
      switch tag.kind {
      case .comment: break
      case .variable: _ = key(tag, current, template)
      case .section, .invertedSection:
        open.append((tag, current))
        guard let key = key(tag, current, template) else { continue }
        if tag.kind == .section, case .list(let keys) = key.kind { current.append(keys) }
      case .block: open.append((tag, current))
      case .parent, .partial:
        if tag.kind == .parent { open.append((tag, current)) }
        include(tag, current, template, path)
      case .end:
        guard let last = open.popLast(), last.tag.name == tag.name else {
          report("template-syntax", "'\(tag.name)' was not open here", in: template, tag)
          return
        }
        current = last.scopes
      case .unsupported(let what):
        report("template-syntax", "\(what) cannot be used in these templates", in: template, tag)
      }
    }
    if let last = open.last { report("template-syntax", "'\(last.tag.name)' is never ended", in: template, last.tag) }
  }

  private mutating func include(
    _ tag: TemplateTag, _ scopes: [[TemplateSchema.Key]], _ template: TemplateText, _ path: [String]
  ) {
    guard let partial = templates[tag.name] else {
      let near = NearestName.of(tag.name, among: templates.keys)
      report("unknown-partial", "no template named '\(tag.name)'" + didYouMean(near), in: template, tag)
      return
    }
    guard !path.contains(tag.name) else {
      report("template-syntax", "'\(tag.name)' includes itself", in: template, tag)
      return
    }
    walk(partial, scopes: scopes, path: path + [tag.name])
  }

  private mutating func key(
    _ tag: TemplateTag, _ scopes: [[TemplateSchema.Key]], _ template: TemplateText
  ) -> TemplateSchema.Key? {
    if tag.name == "." { return nil }
    for scope in scopes.reversed() {
      if let key = scope.first(where: { $0.name == tag.name }) { return key }
    }
    let near = NearestName.of(tag.name, among: scopes.flatMap { $0.map(\.name) })
    report("unknown-template-key", "no key named '\(tag.name)' on this page" + didYouMean(near), in: template, tag)
    return nil
  }

  private func didYouMean(_ name: String?) -> String { name.map { "; did you mean '\($0)'?" } ?? "" }

  private mutating func report(
    _ code: Diagnostic.Code, _ message: String, in template: TemplateText, _ tag: TemplateTag
  ) { report(code, message, in: template, line: tag.line, column: tag.column) }

  private mutating func report(
    _ code: Diagnostic.Code, _ message: String, in template: TemplateText, line: Int, column: Int
  ) {
    // In bytes, as the scanner counts: CR and LF are one character of a string.
    let lines = template.text.utf8.split(separator: 0x0a, maxSplits: line, omittingEmptySubsequences: false)
    let text =
      line <= lines.count
      ? String(Substring(lines[line - 1].last == 0x0d ? lines[line - 1].dropLast() : lines[line - 1])) : nil
    diagnostics.insert(
      Diagnostic(
        .error, code, message, at: SourceLocation(file: template.file, line: line, column: column), sourceLine: text))
  }
}

/// The name that someone probably meant.
enum NearestName {
  /// The one of `names` that is fewest edits away from `name`, two at most and half of its length; the first in order
  /// of bytes among equals.
  static func of(_ name: String, among names: some Sequence<String>) -> String? {
    let wanted = Array(name.utf8.prefix(100))
    var best: (distance: Int, name: String)?
    for candidate in Set(names).sorted() {
      let distance = edits(wanted, Array(candidate.utf8.prefix(100)))
      if distance <= 2, distance * 2 <= wanted.count, distance < best?.distance ?? .max { best = (distance, candidate) }
    }
    return best?.name
  }

  private static func edits(_ first: [UInt8], _ second: [UInt8]) -> Int {
    var row = Array(0...second.count)
    for (i, byte) in first.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in second.enumerated() {
        let cost = min(row[j] + 1, row[j + 1] + 1, diagonal + (byte == other ? 0 : 1))
        diagonal = row[j + 1]
        row[j + 1] = cost
      }
    }
    return row[second.count]
  }
}
