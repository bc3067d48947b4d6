import HTMLInspection
import HTMLText
import JSONText
import KfuncModel
import ReleaseNotes
import SiteContent
import SiteData
import Testing

/// Kfuncs with several definitions: the notes say which of them changed, in words and as data.
@Suite struct DefinitionTests {
  /// `bpf_dig` with a principal definition and one under `!defined(CONFIG_DEEP)` that takes `parameters`.
  private func catalogue(_ release: String, _ parameters: [String], moved: Bool = false) -> ReleaseCatalogue {
    var catalogue = InventedContent.catalogue(release, [("bpf_dig", ["u64"], []), ("bpf_fill", ["u64"], [])])
    for index in catalogue.kfuncs.indices {
      var other = catalogue.kfuncs[index].definitions[0]
      other.source = SourceReference(file: moved ? "kernel/sand.c" : "kernel/soil.c", line: 40 + index)
      other.condition = "!defined(CONFIG_DEEP)"
      if index == 0 {
        other.prototype.parameters = parameters.enumerated().map {
          Parameter(type: $1, name: "p\($0)", text: "\($1) p\($0)")
        }
      }
      catalogue.kfuncs[index].definitions.append(other)
    }
    return catalogue
  }

  private func notes(_ newer: ReleaseCatalogue) throws -> (document: NotesDocument, json: JSONValue) {
    var content = ContentFolder()
    content.releases = ["9.1", "9.2"].compactMap { KernelRelease($0) }.map { KernelReleaseEntry(release: $0) }
    content.catalogues = [catalogue("9.1", ["u64"]), newer]
    let source = NotesSource(content)
    let record = try #require(source.notes(try NotesRequest("9.1..9.2", releases: source.record.releases)))
    return (
      NotesComposer(record, source).document(),
      try JSONReader.read(NotesJSON(record).bytes(), file: "notes.json").value
    )
  }

  @Test func anotherPrototypeOfOneDefinitionIsToldWithItsPlace() throws {
    let (document, json) = try notes(catalogue("9.2", ["u32"]))
    let words = try #require(document.section("prototype")).words
    #expect(
      words.contains(
        "This is the definition in kernel/soil.c, under !defined(CONFIG_DEEP); the kfunc has others."))
    #expect(json.strings(under: "condition") == ["!defined(CONFIG_DEEP)"])
    #expect(json.strings(under: "file").contains("kernel/soil.c"))
  }

  @Test func entriesOfSeveralDefinitionsHaveAnchorsOfTheirOwn() throws {
    var newer = catalogue("9.2", ["u32"])
    newer.kfuncs[0].definitions[0].prototype.returnType = "u32"
    let (document, _) = try notes(newer)
    let source = NotesSource(ContentFolder())
    let tokens = HTMLTokens.of(HTMLNotesWriter(links: AbsoluteNotesLinks(source)).body(of: document).bytes)
    let ids = tokens.values(of: "id").filter { $0.hasPrefix("prototype-") }
    #expect(ids == ["prototype-bpf_dig", "prototype-bpf_dig-2"])
    #expect(tokens.values(of: "href").filter { $0.hasPrefix("#prototype-") } == ids.map { "#" + $0 })
  }

  @Test func changesOfOneDefinitionAreGroupedAndToldWithTheirPlace() throws {
    let (document, json) = try notes(catalogue("9.2", ["u64"], moved: true))
    let words = document.allSections.map(\.words).joined(separator: "\n")
    #expect(words.contains("kernel/soil.c to kernel/sand.c"))
    #expect(words.contains("This is the definition in kernel/sand.c, under !defined(CONFIG_DEEP)"))
    #expect(json.strings(under: "condition").count == 2)
  }

  @Test func anOnlyDefinitionNeedsNoWords() throws {
    let (document, _) = try notes(catalogue("9.2", ["u64"]))
    #expect(!document.allSections.map(\.words).joined().contains("This is the definition"))
  }
}
