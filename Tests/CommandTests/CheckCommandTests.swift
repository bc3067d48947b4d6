import Foundation
import TestFiles
import Testing

/// `kfuncdocs check` as a user runs it, over a small folder of content.
@Suite struct CheckCommandTests {
  private func scene(_ page: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("title: Gardens\n", to: "Content/site.yml")
    try folder.write("releases:\n  - release: \"6.12\"\n", to: "Content/releases.yml")
    try folder.write(page, to: "Content/pages/about.md")
    return folder
  }

  private func check(_ folder: TemporaryFolder, _ arguments: String...) async throws -> KfuncdocsProgram.Outcome {
    try await KfuncdocsProgram.run(["check", "--content", folder("Content")] + arguments)
  }

  @Test func findingsAreDataAndFailTheCheck() async throws {
    let folder = try scene("# About\n\nSee [this](#abut) and [[kfunc:bpf_dig]].\n")
    let outcome = try await check(folder)
    let path = folder("Content/pages/about.md")
    #expect(
      outcome.output == """
        \(path):3:5: error: '\(path)' has no anchor 'abut'; did you mean 'about'? [broken-anchor]
            See [this](#abut) and [[kfunc:bpf_dig]].
                ^
        \(path):3:23: error: no kfunc named 'bpf_dig' [unknown-kfunc]
            See [this](#abut) and [[kfunc:bpf_dig]].
                                  ^

        """)
    #expect(outcome.status == 1)
    #expect(outcome.errors.hasPrefix("kfuncdocs: 2 errors, 0 warnings in "))
  }

  /// Files for programs have addresses too; what exists only with settings that this site lacks does not.
  @Test func linksToDataAreCheckedAsLinksToPagesAre() async throws {
    let folder = try scene(
      "# About\n\n[all](/data/index.json), [table](/data/kfuncs.csv), [map](/sitemap.xml), [no](/data/none.json)\n")
    let outcome = try await check(folder)
    #expect(outcome.output.contains("no page has the address '/sitemap.xml'"))
    #expect(outcome.output.contains("no page has the address '/data/none.json'"))
    #expect(outcome.errors.hasPrefix("kfuncdocs: 2 errors, 0 warnings in "))
    try folder.write("title: Gardens\nbase-url: https://kfuncs.example.org\n", to: "Content/site.yml")
    #expect(try await check(folder).errors.hasPrefix("kfuncdocs: 1 error, 0 warnings in "))
  }

  /// What a build would leave out, with the same words; here the note's name and the kfunc's differ in case alone.
  @Test func saysWhichPagesWouldShareAnAddress() async throws {
    let folder = try scene("# About\n")
    try folder.write(
      """
      {
       "schema": "kfuncdocs-catalogue-1",
       "release": "6.12",
       "source": {"version": "6.12", "description": "invented", "form": "tree", "identity": "sha256:0"},
       "kfuncs": [{"name": "bpf_dig"}]
      }

      """, to: "Content/catalogue/6.12.json")
    try folder.write("---\nevents: []\n---\n\nWords.\n", to: "Content/kfuncs/BPF_dig.md")
    let outcome = try await check(folder)
    #expect(outcome.output.contains("\(folder("Content/kfuncs/BPF_dig.md")): error: 'BPF_dig' would share the address"))
    #expect(outcome.output.contains("[address-collision]"))
    #expect(outcome.status == 1)
  }

  @Test func writesForMachines() async throws {
    let folder = try scene("# About\n\n[[release:7.9]]\n")
    let github = try await check(folder, "--format", "github", "--quiet")
    #expect(github.output.isEmpty && github.errors.isEmpty && github.status == 0)
    let json = try await check(folder, "--format", "json")
    #expect(json.output.contains("\"code\": \"release-to-come\""))
    #expect(json.status == 0)
  }

  @Test func saysWhenItCouldNotRun() async throws {
    let folder = try TemporaryFolder()
    #expect(try await check(folder).status == 2)
    let clean = try scene("# About\n")
    let mailbox = try await check(clean, "--mbox", clean("none.mbox"))
    #expect(mailbox.status == 2)
    #expect(mailbox.errors.contains("cannot read"))
    #expect(try await check(clean, "--format", "xml").status == 64)
  }

  @Test func writesNothing() async throws {
    let folder = try scene("# About\n")
    let before = folder.listing()
    _ = try await check(folder)
    #expect(folder.listing() == before)
  }
}
