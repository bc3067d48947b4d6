import Foundation
import JSONSchemaCheck
import KfuncModel
import Testing

/// The published schema says what the writer writes: no less, no more.
@Suite struct CatalogueSchemaTests {
  private static let project = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: project.appending(path: path)))
  }

  private func schema() throws -> SchemaValue {
    try SchemaValue(json: Self.bytes("docs/schema/catalogue-1.schema.json"))
  }

  @Test(arguments: ["6.1", "6.12", "7.2", "7.3"]) func committedCataloguesConform(release: String) throws {
    var check = SchemaCheck(schema: try schema())
    check.validate(try SchemaValue(json: Self.bytes("Content/catalogue/\(release).json")))
    #expect(check.faults == [], "\(check.faults.joined(separator: "\n"))")
    #expect(check.usedMembers.count > 60)
  }

  @Test func aCatalogueWithEverythingUsesEveryMemberOfTheSchema() throws {
    let schema = try schema()
    var check = SchemaCheck(schema: schema)
    check.validate(try SchemaValue(json: ReleaseCatalogue.full.jsonBytes()))
    #expect(check.faults == [], "\(check.faults.joined(separator: "\n"))")
    #expect(Set(check.allMembers.keys).subtracting(check.usedMembers) == [])
  }

  /// The writer's own source names every member that it can write, whether or not the catalogue above makes it.
  @Test func theSchemaHasTheMembersThatTheWriterNamesAndNoOthers() throws {
    let source = String(decoding: try Self.bytes("Sources/KfuncModel/Coding/CatalogueWriter.swift"), as: UTF8.self)
    let calls = source.matches(of: /[ .](?:text|texts|number|truth|list|object)\("([A-Za-z]+)"/)
    let names = Set(calls.map { String($0.output.1) })
    #expect(names == Set(SchemaCheck(schema: try schema()).allMembers.values))
  }

  /// A schema that lets everything through would prove nothing.
  @Test(arguments: [
    (#""form": "tree""#, #""form": "folder""#), (#""release": "6.12""#, #""release": "six""#),
    (#""line": 9"#, #""line": 0"#), (#""line": 9"#, #""line": "9""#), (#""marked": true"#, #""marked": false"#),
    (#""kfuncs": ["#, #""kfunc": ["#), (#""name": "bpf_a""#, #""name": "bpf a""#),
    (#""schema": "kfuncdocs-catalogue-1""#, #""schema": "kfuncdocs-catalogue-2""#),
    (#""hash": "0a"#, #""hash": "0A"#), (#""outcome": "conditional","#, ""),
  ]) func damageIsFound(old: String, new: String) throws {
    let text = String(decoding: ReleaseCatalogue.full.jsonBytes(), as: UTF8.self)
    try #require(text.contains(old))
    var check = SchemaCheck(schema: try schema())
    check.validate(try SchemaValue(json: Array(text.replacingOccurrences(of: old, with: new).utf8)))
    #expect(!check.faults.isEmpty)
  }

  @Test func anUnknownKeywordIsAFault() throws {
    var check = SchemaCheck(schema: try SchemaValue(json: Array(#"{"type": "string", "format": "date"}"#.utf8)))
    check.validate(.text("x"))
    #expect(check.faults == ["#: unknown keyword 'format'"])
  }
}
