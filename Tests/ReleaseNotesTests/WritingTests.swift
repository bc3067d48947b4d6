import Diagnostics
import Foundation
import HTMLInspection
import HTMLText
import JSONText
import KfuncModel
import MarkdownSyntax
import ReleaseNotes
import SiteContent
import SiteData
import Testing

/// Every format says the same, and what values hold stays text in all of them.
@Suite struct WritingTests {
  static let ranges = RealContent.pairs + ["6.1..7.3"]

  private func links(_ source: NotesSource = RealContent.source) -> AbsoluteNotesLinks {
    AbsoluteNotesLinks(source, baseURL: "https://kfuncs.example.org")
  }

  /// Words alone: every run of space one space.
  private func squeezed(_ text: String) -> String {
    text.split { $0.isWhitespace }.joined(separator: " ")
  }

  /// Words without any space: cells of a table have none between them in HTML.
  private func bare(_ text: String) -> String { text.split { $0.isWhitespace }.joined() }

  @Test(arguments: ranges)
  func markdownParsesBackToItsWords(_ range: String) throws {
    let document = try RealContent.document(range)
    let text = MarkdownNotesWriter(links: links()).text(of: document)
    let parsed = MarkdownDocument(path: "notes.md", bytes: Array(text.utf8))
    #expect(parsed.diagnostics.isEmpty)
    #expect(squeezed(parsed.blocks.map(\.allText).joined(separator: " ")) == squeezed(MarkdownWords.words(document)))
    #expect(text.hasSuffix("\n") && !text.contains("\n\n\n") && !text.contains(" \n"))
  }

  @Test(arguments: ranges)
  func htmlHoldsTheSameWordsInTheSameOrder(_ range: String) throws {
    let document = try RealContent.document(range)
    let tokens = HTMLTokens.of(HTMLNotesWriter(links: links()).page(of: document).bytes)
    #expect(tokens.faults.isEmpty)
    // Signs that lead to a heading stand behind it.
    let text = bare(tokens.text.replacing(" #\n", with: "\n"))
    #expect(text.hasSuffix(bare(MarkdownWords.words(document, isHTML: true))))
    // Every kfunc that the notes name leads to its page.
    let hrefs = Set(tokens.values(of: "href"))
    for case .code(let name, .kfunc(let target)?) in document.spans {
      #expect(hrefs.contains("https://kfuncs.example.org/kfuncs/\(target)/"), "\(name)")
    }
  }

  @Test(arguments: ranges)
  func everyFactForReadersIsInTheJSON(_ range: String) throws {
    let record = try RealContent.notes(range)
    let document = try RealContent.document(range)
    let json = try JSONReader.read(NotesJSON(record).bytes(), file: "notes.json").value
    let strings = Set(json.allStrings)
    // The lead is written content and no fact of the record.
    let spans = document.sections.flatMap(\.spans)
    for case .code(_, .kfunc(let name)?) in spans {
      #expect(strings.contains(name) || strings.contains { $0.contains(name) }, "\(name)")
    }
    for section in document.allSections {
      for block in section.blocks {
        if case .entry(_, let blocks) = block {
          for case .forms(let old, let new) in blocks { #expect(strings.contains(old) && strings.contains(new)) }
          for case .code(let code) in blocks { #expect(strings.contains(code)) }
        }
      }
    }
    for case .link(_, .message(let id)) in spans { #expect(strings.contains(id)) }
    for case .link(_, .commit(let commit)) in spans { #expect(strings.contains(commit)) }
  }

  @Test(arguments: ranges)
  func everyNameOfTheJSONIsForReadersToo(_ range: String) throws {
    let record = try RealContent.notes(range)
    let json = try JSONReader.read(NotesJSON(record).bytes(), file: "notes.json").value
    let document = try RealContent.document(range)
    let names = Set(document.spans.map(\.words))
    for name in json.strings(under: "kfunc") + json.strings(under: "kfuncs") {
      #expect(names.contains(name), "\(name)")
    }
  }

  @Test func sameRecordGivesTheSameBytes() throws {
    let again = NotesSource(ContentFolder.read(RealContent.root.appending(path: "Content").path))
    for range in Self.ranges {
      let request = try NotesRequest(range, releases: again.record.releases)
      let record = try #require(again.notes(request))
      #expect(NotesJSON(record).bytes() == NotesJSON(try RealContent.notes(range)).bytes())
      #expect(NotesComposer(record, again).document() == (try RealContent.document(range)))
    }
  }

  @Test func hostileValuesStayText() throws {
    let evil = "x</code><script>alert(1)</script>`` [a](javascript:b) *c* | \u{202e}\n# d"
    var content = ContentFolder()
    content.releases = ["9.1", "9.2"].compactMap { KernelRelease($0) }.map { KernelReleaseEntry(release: $0) }
    content.catalogues = [
      InventedContent.catalogue("9.1", [(evil, ["u64"], []), ("bpf_stay", [evil], ["KF_RET_NULL"])], file: "a.c"),
      InventedContent.catalogue("9.2", [("bpf_stay", ["int"], []), (evil + "2", [], [])], file: evil),
    ]
    let source = NotesSource(content)
    let record = try #require(source.notes(try NotesRequest("9.1..9.2", releases: source.record.releases)))
    let document = NotesComposer(record, source).document()
    let tokens = HTMLTokens.of(HTMLNotesWriter(links: links(source)).page(of: document).bytes)
    #expect(!tokens.elementNames.contains("script"))
    #expect(tokens.faults.isEmpty)
    #expect(tokens.values(of: "href").allSatisfy { $0.hasPrefix("https://") || $0.hasPrefix("#") })
    let parsed = MarkdownDocument(
      path: "notes.md", bytes: Array(MarkdownNotesWriter(links: links(source)).text(of: document).utf8))
    #expect(parsed.diagnostics.isEmpty)
    let titles = parsed.blocks.compactMap { block -> String? in
      if case .heading(let heading) = block.kind { heading.content.plainText } else { nil }
    }
    #expect(titles == [document.title] + document.allSections.map(\.title))
    #expect(parsed.blocks.allSatisfy { $0.webLinks.allSatisfy { $0.hasPrefix("https://kfuncs.example.org/") } })
  }
}

extension JSONValue {
  /// Every string, at any depth.
  var allStrings: [String] {
    switch self {
    case .string(let text): [text]
    case .array(let elements): elements.flatMap(\.allStrings)
    case .object(let members): members.flatMap(\.value.allStrings)
    default: []
    }
  }

  /// The strings of members named `key`, and of lists of that name.
  func strings(under key: String) -> [String] {
    switch self {
    case .array(let elements): elements.flatMap { $0.strings(under: key) }
    case .object(let members):
      members.flatMap { member -> [String] in
        var found = member.value.strings(under: key)
        if member.key == key {
          if case .string(let text) = member.value { found.append(text) }
          if case .array(let elements) = member.value {
            for case .string(let text) in elements { found.append(text) }
          }
        }
        return found
      }
    default: []
    }
  }
}
