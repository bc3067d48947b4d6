public import Diagnostics

/// The templates of a site, checked and compiled.
public struct TemplateSet: Sendable {
  private let programs: [String: TemplateProgram]

  /// Compiles `templates` and holds them against the schemas of the pages.
  ///
  /// - Throws: every fault that was found, located: `unknown-template-key`, `unknown-partial`, `missing-template`,
  ///   `template-syntax`.
  public init(_ templates: [TemplateText], schemas: [TemplateSchema]) throws(TemplateFaults) {
    let byName = Dictionary(templates.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var check = TemplateCheck(byName)
    for schema in schemas { check.check(schema) }
    guard check.diagnostics.isEmpty else { throw TemplateFaults(diagnostics: check.diagnostics.sorted()) }
    programs = Dictionary(
      schemas.map { ($0.template, TemplateProgram($0.template, byName)) }, uniquingKeysWith: { first, _ in first })
  }

  /// The page that `fields` make with the template `name`, which is one of the schemas'.
  func render(_ name: String, _ fields: TemplateFields) -> [UInt8] { programs[name]?.render(fields) ?? [] }
}

/// What is wrong with the templates.
public struct TemplateFaults: Error {
  /// Each fault, sorted.
  public let diagnostics: [Diagnostic]
}
