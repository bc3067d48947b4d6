import MarkdownSyntax
import Testing

@testable import Resolution

@Suite struct MentionTests {
  let scene = LinkScene()

  @Test func findsNamesInProseAndCodeSpans() {
    let links = scene.links("Call bpf_task_acquire() first,\nthen `bpf_task_release(p)`.\n")
    #expect(links.described == ["1:6 prose bpf_task_acquire", "2:7 code bpf_task_release"])
    #expect(links.mentions.allSatisfy { $0.isExact })
  }

  @Test func leavesWhatStandsInALinkToTheLink() {
    let text = """
      [bpf_task_acquire](https://example.org) and ![crash_kexec](x.png) and
      <https://example.org/bpf_task_release> and https://example.org/x?q=bpf_task_release
      """
    #expect(scene.links(text).described == [])
  }

  @Test func countsWhatStandsInACodeBlockWithoutMarkup() {
    let links = scene.links("> ```c\n> int x = 1;\n> p = bpf_task_acquire(p);\n> ```\n")
    #expect(links.described == ["3:7 unmarked bpf_task_acquire"])
  }

  @Test func readsAFlavourAsTheNameUnlessItIsAName() {
    let links = scene.links("bpf_task_acquire___compat scx_bpf_dsq_insert___v2 scx_bpf_dsq_insert___v3")
    #expect(links.mentions.map(\.name) == ["bpf_task_acquire", "scx_bpf_dsq_insert___v2", "scx_bpf_dsq_insert"])
  }

  @Test(arguments: [
    "__bpf_kfunc", "bpf_task_acquired", "xbpf_task_acquire", "kernel/bpf_task_acquire", "bpf_task_acquire.c",
    "ops->bpf_task_acquire", "ops.bpf_task_acquire", "bpf_task_acquire/", "bpf_task_acquire@example", "--crash_kexec",
    "$crash_kexec", "9crash_kexec", "BPF_TASK_ACQUIRE", "bpf_task_acquire_", "bpf_task_", "___bpf_task_acquire",
  ])
  func passesOverWhatOnlyContainsAName(_ text: String) {
    #expect(scene.links("see `\(text)` or so").described == [])
  }

  @Test(arguments: [
    "(bpf_task_acquire)", "\"bpf_task_acquire\"", "“bpf_task_acquire”", "bpf_task_acquire.", "bpf_task_acquire—x",
    "bpf_task_acquire, x", "bpf_task_acquire: x", "*bpf_task_acquire*", "**bpf_task_acquire**", "~~bpf_task_acquire~~",
    "&bpf_task_acquire", "x. bpf_task_acquire", "…bpf_task_acquire", "bpf_task_acquire()-like",
  ])
  func findsANameBesidePunctuation(_ text: String) {
    #expect(scene.links(text).mentions.map(\.name) == ["bpf_task_acquire"])
  }

  @Test func knowsFormerAndProposedNames() {
    let links = scene.links("scx_bpf_dispatch and bpf_is_idmapped_mnt")
    #expect(links.mentions.map(\.name) == ["scx_bpf_dispatch", "bpf_is_idmapped_mnt"])
    #expect(scene.targets.names.standing(of: "bpf_is_idmapped_mnt") == .proposed)
    #expect(scene.targets.names.standing(of: "scx_bpf_dispatch") == .written)
  }

  @Test func placesAnEscapedNameOnItsBytes() throws {
    let text = "with\\_it and &amp; then bpf\\_task\\_acquire and crash_kexec\n"
    let links = scene.links(text)
    #expect(links.described == ["1:25 prose bpf_task_acquire", "1:48 prose crash_kexec"])
    let range = try #require(links.mentions[0].range)
    #expect(Array(text.utf8)[range.offsets].elementsEqual("bpf\\_task\\_acquire".utf8))
  }

  @Test func placesTheMentionBehindAMemberOfTheSameName() {
    #expect(scene.links("`ops->crash_kexec = crash_kexec`").described == ["1:21 code crash_kexec"])
  }

  @Test func countsBytesOfTheFileBehindAMarkAndBrokenText() throws {
    let bytes: [UInt8] = [0xef, 0xbb, 0xbf] + Array("é ".utf8) + [0xff, 0xfe] + Array(" crash_kexec".utf8)
    let mention = try #require(scene.links(bytes).mentions.first)
    #expect(mention.isExact)
    let range = try #require(mention.range)
    #expect(bytes[range.offsets].elementsEqual("crash_kexec".utf8))
  }

  @Test func cutsTextAtItsNamesForRendering() {
    #expect(
      scene.targets.names.parts(of: "a crash_kexec___x() b") == [
        .text("a "), .kfunc(spelled: "crash_kexec___x", name: "crash_kexec"), .text("() b"),
      ])
    #expect(scene.targets.names.parts(of: "") == [])
  }

  @Test func jumpsToTheParagraphOrTheHeading() throws {
    let links = scene.links("# One crash_kexec\n\ntext\n\n## Two\n\n- item bpf_task_acquire\n")
    let anchors = links.mentions.map { links.passages[$0.passage].anchor }
    #expect(anchors[0] == "one-crash_kexec")
    #expect(anchors[1]?.hasPrefix("p-") == true)
    #expect(links.passages[links.mentions[1].passage].heading?.title == "Two")
  }

  @Test func keepsAParagraphsAnchorWhenOtherTextIsAdded() {
    let before = scene.links("One.\n\nTwo crash_kexec.\n")
    let after = scene.links("Zero.\n\nMore.\n\nTwo crash_kexec.\n")
    #expect(before.passages[1].anchor == after.passages[2].anchor)
    #expect(before.passages[0].anchor != before.passages[1].anchor)
  }

  @Test func givesEveryEqualParagraphAnAnchorOfItsOwn() {
    let links = scene.links(Array(repeating: "Same.\n\n", count: 500).joined())
    let anchors = links.passages.compactMap(\.anchor)
    #expect(Set(anchors).count == 500)
    let document = links.source.document
    let given = PassageAnchors(document)
    #expect(document.blocks.map { $0.range.flatMap { given.anchor(at: $0.offsets) } } == anchors)
  }
}
