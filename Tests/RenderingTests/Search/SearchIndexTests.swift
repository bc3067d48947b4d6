import CatalogueFacts
import Foundation
import KfuncModel
import Rendering
import Resolution
import SiteContent
import Testing

/// The index of names, read back by Foundation's JSON reader, apart from the code that wrote it.
@Suite struct SearchIndexTests {
  @Test func isOneCallWithOneValue() throws {
    let text = String(decoding: index([catalogue("bpf_a")]), as: UTF8.self)
    #expect(text.hasPrefix("kfuncdocs.index({"))
    #expect(text.hasSuffix("});\n"))
    // One line: nothing that a name holds ends it.
    #expect(text.filter(\.isNewline).count == 1)
  }

  @Test func columnsSpeakOfTheSameKfuncInTheSamePlace() throws {
    var old = catalogue("bpf_gone", at: 1)
    old.kfuncs[0].definitions[0].prototype.returnType = "void"
    let value = try read(index([old, catalogue("bpf_a", at: 2)]))
    #expect(value["names"] as? [String] == ["bpf_a", "bpf_gone"])
    #expect(value["state"] as? String == "01")
    #expect(value["newest"] as? String == "9.2")
    let types = try #require(value["typeNames"] as? [String])
    #expect(types == ["struct file", "u64"])
    // `const struct file *` and `u64` for the one, `struct file *` alone for the other, which returns nothing.
    #expect(value["types"] as? [[Int]] == [[0, 1], [0]])
    #expect((value["groups"] as? [String: Any])?["flags"] as? [String] == ["KF_ACQUIRE"])
    let sets = try #require(value["flagSets"] as? [[Int]])
    #expect((value["flags"] as? [Int])?.map { sets[$0] } == [[0], [0]])
    let end = try #require(value["end"] as? String)
    #expect(end == "")
    #expect(try read(index([old], .files))["end"] as? String == "index.html")
  }

  @Test func hostileNamesAreTextWithAnAddressOfTheirOwn() throws {
    let poison = "</script><img>\"\\\u{2028}\u{202e}\n'"
    let bytes = index([catalogue(poison)])
    #expect(!bytes.contains(UInt8(ascii: "<")))
    let value = try read(bytes)
    let names = try #require(value["names"] as? [String])
    #expect(names == ["</script><img>\"\\\\u{2028}\\u{202e}\\u{a}'"])
    let path = try #require((value["paths"] as? [String: String])?["0"])
    #expect(path.hasPrefix("kfuncs/%253C%252Fscript%253E"))
    #expect(path.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f })
  }

  @Test func sameContentGivesSameBytes() {
    let catalogues = (1...3).map { catalogue("bpf_\($0)", at: $0) }
    #expect(index(catalogues) == index(catalogues.reversed()))
  }

  @Test func aSuspectedRenameLeadsToTheNewNameAsSuspected() throws {
    // Two releases, the one name gone and another with the same prototype come.
    let value = try read(index([catalogue("bpf_task_take", at: 1), catalogue("bpf_task_take_v2", at: 2)]))
    let former = try #require(value["former"] as? [[Any]])
    #expect(former.count == 1)
    for name in former { #expect(name[1] as? Int == 1, "nobody wrote that it is so") }
  }

  @Test func theListsLastChangeIsTheNewestReleaseWithAnEvent() throws {
    let bytes = page([catalogue("bpf_gone", at: 1), catalogue("bpf_new", at: 2)])
    let text = String(decoding: bytes, as: UTF8.self)
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("<tr><th scope=\"row\">") }
    #expect(rows.count == 2)
    #expect(rows[0].contains("<td>gone</td><td>9.1</td><td>9.2</td>"))
    #expect(rows[1].contains("<td>present</td><td>9.2</td><td>9.2</td>"))
  }

  // MARK: What is indexed

  private func index(_ catalogues: [ReleaseCatalogue], _ style: LinkStyle = .folders) -> [UInt8] {
    let directory = KfuncDirectory(catalogues)
    let map = SiteMap.of(catalogues)
    let record = RecordBuilder(catalogues: catalogues, releases: []).build().record
    return SearchIndex(directory, record, GroupIndex(directory, map.links.subsystems), map).bytes(style)
  }

  private func page(_ catalogues: [ReleaseCatalogue]) -> [UInt8] {
    let directory = KfuncDirectory(catalogues)
    let map = SiteMap.of(catalogues)
    let record = RecordBuilder(catalogues: catalogues, releases: []).build().record
    let page = KfuncIndexPage(directory, record, map.links.subsystems)
    guard let templates = try? TemplateSet(TemplateTests.builtIn, schemas: PageTypes.schemas) else { return [] }
    return Site([page], frame: SiteFrame(title: "t", navigation: []), templates: templates).bytes(of: page)
  }

  private func read(_ bytes: [UInt8]) throws -> [String: Any] {
    let begin = "kfuncdocs.index(".utf8.count
    let json = Data(bytes.dropFirst(begin).dropLast(");\n".utf8.count))
    return try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
  }

  private func catalogue(_ name: String, at minor: Int = 1) -> ReleaseCatalogue {
    func place(_ line: Int) -> SourceReference { SourceReference(file: "fs/some.c", line: line) }
    var catalogue = ReleaseCatalogue(
      release: KernelRelease(major: 9, minor: minor),
      source: KernelSourceRecord(version: "9.\(minor)", description: "made up", form: .tree, identity: "sha256:0"))
    let prototype = Prototype(
      name: name, returnType: "u64",
      parameters: [Parameter(type: "const struct file *", name: "file", text: "const struct file *file")])
    catalogue.kfuncs = [
      Kfunc(
        name: name,
        definitions: [
          KfuncDefinition(
            source: place(1), prototype: prototype, isMarked: true, build: BuildCondition(symbols: [], form: .builtIn))
        ])
    ]
    catalogue.idSets = [
      IDSet(
        name: "ids", source: place(2), opening: "BTF_KFUNCS_START",
        members: [IDSet.Member(name: name, flags: [KfuncFlag(rawValue: "KF_ACQUIRE")], source: place(3))])
    ]
    catalogue.registrations = [
      Registration(
        programType: ProgramType(rawValue: "BPF_PROG_TYPE_LSM"), variable: "v",
        idSet: IDSetIdentity(file: "fs/some.c", name: "ids"), source: place(4))
    ]
    return catalogue
  }
}
