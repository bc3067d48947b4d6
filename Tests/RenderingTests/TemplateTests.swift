import BuiltInTemplates
import Diagnostics
import Foundation
import Rendering
import Testing

@Suite struct TemplateTests {
  private let schema = TemplateSchema(
    "page",
    [
      .init("name", .text, "a name"),
      .init("rows", .list([.init("cell", .text, "a cell")]), "rows"),
    ])

  private func faults(_ text: String, partial: String = "") -> [String] {
    do {
      _ = try TemplateSet(
        [
          TemplateText(name: "page", file: "page.mustache", text: text),
          TemplateText(name: "part", file: "part.mustache", text: partial),
        ], schemas: [schema])
      return []
    } catch {
      return error.diagnostics.map { "\($0.location?.description ?? "") \($0.code.rawValue)" }
    }
  }

  @Test func unknownKeyIsFoundAtItsColumnInBytes() throws {
    #expect(faults("<p>{{name}}</p>\n<p>ü {{ nmae }}</p>\n") == ["page.mustache:2:10 unknown-template-key"])
    #expect(faults("{{{nmae}}}") == ["page.mustache:1:4 unknown-template-key"])
    #expect(faults("{{&nmae}}") == ["page.mustache:1:4 unknown-template-key"])
  }

  @Test func theLineOfAFaultIsShownHoweverLinesEnd() {
    for end in ["\n", "\r\n"] {
      #expect(throws: TemplateFaults.self) {
        try TemplateSet([TemplateText(name: "page", file: "f", text: "a\(end)b {{nmae}}\(end)c")], schemas: [schema])
      }
      do {
        _ = try TemplateSet(
          [TemplateText(name: "page", file: "f", text: "a\(end)b {{nmae}}\(end)c")], schemas: [schema])
      } catch {
        #expect(error.diagnostics.map(\.sourceLine) == ["b {{nmae}}"])
      }
    }
  }

  @Test func suggestionNamesTheNearKey() {
    #expect(throws: TemplateFaults.self) {
      try TemplateSet([TemplateText(name: "page", file: "f", text: "{{nmae}}")], schemas: [schema])
    }
    do {
      _ = try TemplateSet([TemplateText(name: "page", file: "f", text: "{{nmae}}")], schemas: [schema])
    } catch {
      #expect(error.diagnostics.map(\.message) == ["no key named 'nmae' on this page; did you mean 'name'?"])
    }
  }

  @Test func keysOfAListAreKnownInsideItOnly() {
    #expect(faults("{{#rows}}{{cell}} {{name}}{{/rows}}") == [])
    #expect(faults("{{#rows}}{{cell}}{{/rows}}{{cell}}") == ["page.mustache:1:29 unknown-template-key"])
    #expect(faults("{{^rows}}{{cell}}{{/rows}}") == ["page.mustache:1:12 unknown-template-key"])
  }

  @Test func keysOfEveryPageAreKnownEverywhere() {
    #expect(faults("{{title}}{{#rows}}{{stylesheet}}{{/rows}}") == [])
  }

  @Test func partialSeesWhatThePlaceOfItsUseSees() {
    #expect(faults("{{#rows}}{{> part}}{{/rows}}", partial: "{{cell}}") == [])
    #expect(faults("{{> part}}", partial: "{{cell}}") == ["part.mustache:1:3 unknown-template-key"])
    #expect(faults("{{> prat}}") == ["page.mustache:1:5 unknown-partial"])
  }

  @Test func whatCannotBeCheckedIsRefused() {
    #expect(faults("{{> part}}", partial: "{{> part}}") == ["part.mustache:1:5 template-syntax"])
    #expect(faults("{{=<% %>=}}") == ["page.mustache:1:4 template-syntax"])
    #expect(faults("{{% CONTENT_TYPE: HTML}}").first == "page.mustache:1:5 template-syntax")
    #expect(faults("a\n{{name") == ["page.mustache:2:1 template-syntax"])
    #expect(faults("{{#rows}}") == ["page.mustache:1:4 template-syntax"])
    #expect(faults("{{#rows}}{{/name}}{{/rows}}").first == "page.mustache:1:13 template-syntax")
  }

  @Test func builtInTemplatesUseOnlyKeysOfTheirPages() throws {
    _ = try TemplateSet(Self.builtIn, schemas: PageTypes.schemas)
  }

  @Test func builtInTemplatesBeginWithACommentThatListsTheirKeys() throws {
    for schema in PageTypes.schemas {
      let template = try #require(Self.builtIn.first { $0.name == schema.template })
      let end = try #require(template.text.range(of: "}}"))
      let comment = template.text[..<end.lowerBound]
      #expect(comment.hasPrefix("{{!"), "\(schema.template)")
      var keys = schema.keys.map(\.name)
      for case .list(let inner) in schema.keys.map(\.kind) { keys += inner.map(\.name) }
      for key in keys {
        let words = comment.split { !($0.isLetter || $0.isNumber) }
        #expect(words.contains(Substring(key)), "\(schema.template) lacks \(key)")
      }
      // Nor does it list what is no key.
      let lines = comment.split(separator: "\n").dropFirst().filter { $0.hasPrefix("    ") && !$0.hasPrefix("     ") }
      for line in lines where !line.contains("Also the keys of every page") {
        let first = line.split(separator: " ")[0]
        #expect(keys.contains(String(first)), "\(schema.template) lists \(first)")
      }
    }
  }

  static let builtIn = BuiltInTemplates.templates.map { name, bytes in
    TemplateText(name: name, file: "\(name).mustache", text: String(decoding: bytes, as: UTF8.self))
  }
}
