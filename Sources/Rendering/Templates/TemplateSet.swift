public import Diagnostics
internal import Mustache

/// The templates of a site, checked and compiled.
public struct TemplateSet: Sendable {
  private let library: MustacheLibrary

  /// Compiles `templates` and holds them against the schemas of the pages.
  ///
  /// - Throws: every fault that was found, located: `unknown-template-key`, `unknown-partial`, `missing-template`,
  ///   `template-syntax`.
  public init(_ templates: [TemplateText], schemas: [TemplateSchema]) throws(TemplateFaults) {
    let byName = Dictionary(templates.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var check = TemplateCheck(byName)
    for schema in schemas { check.check(schema) }
    var diagnostics = check.diagnostics
    var library = MustacheLibrary()
    for template in byName.values.sorted(by: { $0.name < $1.name }) {
      do {
        // Values come escaped (TemplateFields), so Mustache must not escape them again.
        library.register(try MustacheTemplate(string: Self.plainText + template.text), named: template.name)
      } catch {
        // Faults that the check can see were reported at their places; Mustache's own is for the rest.
        if !diagnostics.contains(where: { $0.location?.file == template.file && $0.code == "template-syntax" }) {
          diagnostics.insert(Self.diagnostic(error, in: template))
        }
      }
    }
    guard diagnostics.isEmpty else { throw TemplateFaults(diagnostics: diagnostics.sorted()) }
    self.library = library
  }

  private static let plainText = "{{% CONTENT_TYPE: TEXT}}"

  /// The page that `fields` make with the template `name`.
  func render(_ name: String, _ fields: TemplateFields) -> [UInt8] {
    Array((library.render(fields, withTemplate: name) ?? "").utf8)
  }

  private static func diagnostic(_ error: any Error, in template: TemplateText) -> Diagnostic {
    guard let error = error as? MustacheTemplate.ParserError else {
      return Diagnostic(.error, "template-syntax", "\(error)", at: SourceLocation(file: template.file))
    }
    var column = error.context.columnNumber
    var line = error.context.line
    if error.context.lineNumber == 1, line.hasPrefix(plainText) {
      column -= plainText.count
      line.removeFirst(plainText.count)
    }
    let bytes = line.prefix(max(0, column - 1)).utf8.count + 1
    return Diagnostic(
      .error, "template-syntax", "\(error.error)",
      at: SourceLocation(file: template.file, line: error.context.lineNumber, column: bytes), sourceLine: line)
  }
}

/// What is wrong with the templates.
public struct TemplateFaults: Error {
  /// Each fault, sorted.
  public let diagnostics: [Diagnostic]
}
