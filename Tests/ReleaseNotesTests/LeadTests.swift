import HTMLText
import KfuncModel
import MarkdownSyntax
import ReleaseNotes
import SiteContent
import Testing

/// What a written lead says stays said, in every format.
@Suite struct LeadTests {
  private func document(_ lead: String) throws -> (NotesDocument, NotesSource) {
    var content = ContentFolder()
    content.releases = ["9.1", "9.2"].compactMap { KernelRelease($0) }.map { KernelReleaseEntry(release: $0) }
    content.catalogues = ["9.1", "9.2"].map { InventedContent.catalogue($0, [("bpf_dig", ["u64"], [])]) }
    content.leads = [
      ReleaseLead(
        release: KernelRelease(major: 9, minor: 2),
        document: MarkdownDocument(path: "9.2.md", bytes: Array(lead.utf8)))
    ]
    let source = NotesSource(content)
    let record = try #require(source.notes(try NotesRequest("9.1..9.2", releases: source.record.releases)))
    return (NotesComposer(record, source).document(), source)
  }

  @Test func struckWordsFootnotesAndNamesInStrongWordsStay() throws {
    let lead = "It was ~~slow~~ **fast, see `bpf_dig` now**.[^m]\n\n[^m]: Measured *once*.\n"
    let (document, source) = try document(lead)
    let links = AbsoluteNotesLinks(source, baseURL: "https://k.example")
    let markdown = MarkdownNotesWriter(links: links).text(of: document).replacing("\n", with: " ")
    #expect(
      markdown.contains(
        "It was ~~slow~~ **fast, see** [`bpf_dig`](https://k.example/kfuncs/bpf_dig/) **now**.\\[1\\]"))
    #expect(markdown.contains("\\[1\\] Measured **once**."))
    let html = HTMLNotesWriter(links: links).body(of: document).string
    #expect(
      html.contains(
        "<p>It was <s>slow</s> <strong>fast, see </strong><a href=\"https://k.example/kfuncs/bpf_dig/\"><code>bpf_dig</code>"
          + "</a><strong> now</strong>.[1]</p>\n<p>[1] Measured <strong>once</strong>.</p>"))
  }

  @Test func oneKfuncIsNoKfuncs() throws {
    let (document, source) = try document("One alone.\n")
    let text = MarkdownNotesWriter(links: AbsoluteNotesLinks(source, baseURL: nil)).text(of: document)
    #expect(text.replacing("\n", with: " ").contains("Linux 9.2 has 1 kfunc that programs can call, 9.1 has 1:"))
  }

  @Test func numberedListsKeepTheirNumbers() throws {
    let (document, source) = try document("9. Look.\n10. Dig:\n\n    - deep\n\n11. Go.\n")
    let links = AbsoluteNotesLinks(source)
    let markdown = MarkdownNotesWriter(links: links).text(of: document)
    #expect(markdown.contains("\n9. Look.\n10. Dig:\n\n    - deep\n11. Go.\n"))
    let html = HTMLNotesWriter(links: links).body(of: document).string
    #expect(
      html.contains(
        "<ol start=\"9\"><li>Look.</li>\n<li><p>Dig:</p>\n<ul><li>deep</li>\n</ul>\n</li>\n<li>Go.</li>\n</ol>"))
    // As it reads back, it is one list with the same numbers.
    let again = MarkdownDocument(path: "n.md", bytes: Array(markdown.utf8))
    let lists = again.blocks.compactMap { block in if case .list(let list) = block.kind { list } else { nil } }
    #expect(lists.first?.start == 9 && lists.first?.items.count == 3)
  }

  @Test func numbersFromOneNeedNoStart() throws {
    let (document, source) = try document("1. One.\n1. Two.\n")
    let links = AbsoluteNotesLinks(source)
    #expect(HTMLNotesWriter(links: links).body(of: document).string.contains("<ol><li>One.</li>\n<li>Two.</li>\n</ol>"))
    #expect(MarkdownNotesWriter(links: links).text(of: document).contains("\n1. One.\n2. Two.\n"))
  }

  /// CR LF is one character of a string.
  @Test func linesOfCodeEndAsTheirFileEndsThem() throws {
    let (document, source) = try document("So:\r\n\r\n```\r\none();\r\ntwo();\r\n```\r\n")
    let markdown = MarkdownNotesWriter(links: AbsoluteNotesLinks(source)).text(of: document)
    #expect(markdown.contains("```c\none();\ntwo();\n"))
  }
}
