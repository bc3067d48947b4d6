import HTMLText
import Testing

@testable import Rendering

/// What Mustache's specification asks of the kinds of tags that templates here may use, on examples of our own.
@Suite struct TemplateProgramTests {
  /// The page of `text`, whose keys are `a` and `b` (texts), `yes` (a flag), `rows` (a list with `a` and `c`).
  private func page(
    _ text: String, _ partials: [String: String] = [:], fill: (inout TemplateFields) -> Void = { _ in }
  ) throws -> String {
    let rows = TemplateSchema.Key(
      "rows", .list([.init("a", .text, "a"), .init("c", .text, "c")]), "rows")
    let schema = TemplateSchema(
      "page",
      [.init("a", .text, "a"), .init("b", .html, "b"), .init("yes", .flag, "yes"), .init("no", .flag, "no"), rows])
    // A first line of its own, on which no tag stands alone.
    let texts = [TemplateText(name: "page", file: "page.mustache", text: "<top>\n" + text)]
    let set = try TemplateSet(
      texts + partials.map { TemplateText(name: $0, file: $0, text: "|\n" + $1) }, schemas: [schema])
    var fields = TemplateFields()
    fill(&fields)
    return String(decoding: set.render("page", fields).dropFirst(6), as: UTF8.self)
  }

  private func rows(_ names: [String]) -> [TemplateFields] {
    names.map { name in
      var row = TemplateFields()
      if !name.isEmpty { row.set("a", text: name) }
      return row
    }
  }

  @Test func valuesStandInTheLine() throws {
    #expect(try page("x{{a}}y {{ a }}.") { $0.set("a", text: "1") } == "x1y 1.")
    #expect(try page("  {{a}}\n") { $0.set("a", text: "1") } == "  1\n")
    #expect(try page("[{{a}}]") == "[]", "a key without a value shows nothing")
  }

  @Test func textIsEscapedOnceWithAnyBracesAndHTMLNever() throws {
    let hostile = "<b>\"&'</b>"
    let escaped = "&lt;b&gt;&quot;&amp;&#39;&lt;/b&gt;"
    #expect(try page("{{a}} {{{a}}} {{&a}}") { $0.set("a", text: hostile) } == "\(escaped) \(escaped) \(escaped)")
    #expect(
      try page("{{b}}{{{b}}}") { $0.set("b", html: HTMLText { $0.element("i", text: "<") }) }
        == "<i>&lt;</i><i>&lt;</i>")
  }

  @Test func aValueIsNoTemplate() throws {
    #expect(try page("{{a}}") { $0.set("a", text: "{{b}}{{/x}}") } == "{{b}}{{/x}}")
  }

  @Test func sectionsShowWhatHasSomethingToSay() throws {
    #expect(try page("{{#yes}}on{{/yes}}{{^yes}}off{{/yes}}") { $0.set("yes", flag: true) } == "on")
    #expect(try page("{{#yes}}on{{/yes}}{{^yes}}off{{/yes}}") { $0.set("yes", flag: false) } == "off")
    #expect(try page("{{#yes}}on{{/yes}}{{^yes}}off{{/yes}}") == "off")
    #expect(try page("{{#a}}[{{a}}]{{/a}}{{^a}}none{{/a}}") { $0.set("a", text: "v") } == "[v]")
    #expect(try page("{{#a}}[{{a}}]{{/a}}{{^a}}none{{/a}}") { $0.set("a", text: "") } == "none")
    #expect(try page("{{#a}}[{{.}}]{{/a}}") { $0.set("a", text: "v") } == "[v]")
  }

  @Test func aListIsRepeatedAndItsElementsGoBeforeThePage() throws {
    func fill(_ fields: inout TemplateFields) {
      fields.set("a", text: "page")
      fields.set("rows", list: rows(["one", "", "three"]))
    }
    #expect(try page("{{#rows}}{{a}},{{/rows}}{{a}}", fill: fill) == "one,page,three,page")
    #expect(try page("{{#rows}}{{#yes}}!{{/yes}}{{^yes}}{{a}} {{/yes}}{{/rows}}", fill: fill) == "one page three ")
    #expect(try page("{{#rows}}x{{/rows}}{{^rows}}empty{{/rows}}") { $0.set("rows", list: []) } == "empty")
    // The same section in itself: the elements of the page's list for each of its elements.
    #expect(
      try page("{{#rows}}({{#rows}}{{a}}{{/rows}}){{/rows}}") { $0.set("rows", list: rows(["1", "2"])) } == "(12)(12)")
  }

  @Test func ofSeveralValuesTheLastCounts() throws {
    #expect(
      try page("{{a}}") {
        $0.set("a", text: "1")
        $0.set("a", text: "2")
      } == "2")
  }

  @Test func tagsThatStandAloneTakeTheirLineWithThem() throws {
    func fill(_ fields: inout TemplateFields) {
      fields.set("yes", flag: true)
      fields.set("a", text: "v")
    }
    #expect(try page("1\n{{#yes}}\n2\n{{/yes}}\n3\n", fill: fill) == "1\n2\n3\n")
    #expect(try page("1\n \t{{#yes}} \n2\n  {{/yes}}\n3", fill: fill) == "1\n2\n3")
    #expect(try page("1\r\n{{#yes}}\r\n2\r\n{{/yes}}\r\n3", fill: fill) == "1\r\n2\r\n3")
    #expect(try page("1\n{{! two\nlines }}\n2", fill: fill) == "1\n2")
    #expect(try page("1\n{{^no}}\n2\n{{/no}}", fill: fill) == "1\n2\n")
    #expect(try page("1 {{#yes}}\n2{{/yes}}\n", fill: fill) == "1 \n2\n", "not alone")
    #expect(try page("{{#yes}}{{/yes}}\n3", fill: fill) == "\n3", "two are not alone")
    #expect(try page("1\n{{a}}\n2", fill: fill) == "1\nv\n2", "values never are")
    #expect(try page("1{{! x }}2", fill: fill) == "12")
  }

  @Test func partialsStandInTheirPlaceAndSeeWhatItSees() throws {
    #expect(try page("1{{> part}}2", ["part": "{{a}}"]) { $0.set("a", text: "v") } == "1|\nv2")
    #expect(try page("{{#rows}}{{> part}}{{/rows}}", ["part": "{{a}}"]) { $0.set("rows", list: rows(["x"])) } == "|\nx")
    #expect(try page("<\n{{> part}}\n>", ["part": "p\n"]) == "<\n|\np\n>", "alone on its line")
  }

  @Test func aPartialAloneOnItsLineIsIndentedLineByLineButItsValuesAreNot() throws {
    let two = HTMLText {
      $0.text("1")
      $0.newline()
      $0.text("2")
    }
    #expect(
      try page("<\n  {{> part}}\n>", ["part": "p\n{{{b}}}\nq\n"]) { $0.set("b", html: two) }
        == "<\n  |\n  p\n  1\n2\n  q\n>")
  }

  @Test func parentsTakeBlocks() throws {
    let partials = ["frame": "<{{$a}}default{{/a}}|{{$b}}b{{/b}}>", "inner": "{{<frame}}{{$b}}inner{{/b}}{{/frame}}"]
    #expect(try page("{{<frame}}{{/frame}}", partials) == "|\n<default|b>")
    #expect(try page("{{<frame}} left out {{$a}}own{{/a}}{{/frame}}", partials) == "|\n<own|b>")
    #expect(try page("{{<inner}}{{$a}}x{{/a}}{{$b}}outer{{/b}}{{/inner}}", partials) == "|\n|\n<x|outer>")
    #expect(try page("{{<frame}}{{$a}}({{$a}}again{{/a}}){{/a}}{{/frame}}", partials) == "|\n<(again)|b>")
  }

  @Test func aPageBeginsWithoutLineEnds() throws {
    let schema = TemplateSchema("page", [.init("a", .text, "a")])
    let set = try TemplateSet(
      [TemplateText(name: "page", file: "page", text: "{{! keys }}\n\n{{#a}}\n<p>{{a}}\n{{/a}}\n")], schemas: [schema])
    var fields = TemplateFields()
    fields.set("a", text: "v")
    #expect(String(decoding: set.render("page", fields), as: UTF8.self) == "<p>v\n")
  }

  @Test func sectionsInOneAnotherAreBounded() {
    let open = String(repeating: "{{#yes}}", count: 200)
    let close = String(repeating: "{{/yes}}", count: 200)
    #expect(throws: TemplateFaults.self) { try page(open + close) }
  }
}
