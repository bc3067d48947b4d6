import Testing

@testable import Resolution

@Suite struct BacklinkTests {
  let scene = LinkScene()

  @Test func leadsBackToEveryPassageOnce() {
    let links = CrossLinks(
      [
        scene.links("# Title\n\ncrash_kexec and crash_kexec again\n\n- crash_kexec", .page("one")),
        scene.links("[[crash_kexec]]", .note("bpf_task_acquire")),
      ], targets: scene.targets)
    let back = links.backlinks(toKfunc: "crash_kexec")
    #expect(back.map(\.source) == [.page("one"), .page("one"), .note("bpf_task_acquire")])
    #expect(back.map(\.count) == [2, 1, 1])
    #expect(back.map(\.form) == [.prose, .prose, .reference])
    #expect(back.map(\.heading) == ["Title", "Title", nil])
    #expect(links.backlinks(toKfunc: "bpf_task_acquire") == [])
  }

  @Test func namesThePersonAtTheDepthOfQuotation() {
    let speakers = [
      LinkSource.Speaker(number: 3, author: "Ann"), LinkSource.Speaker(number: 2, author: "Ben"),
    ]
    let text = "crash_kexec\n\n> crash_kexec\n\n> > crash_kexec\n"
    let links = CrossLinks(
      [scene.links(text, .message(thread: "idmapped-mounts", number: 3), speakers: speakers)], targets: scene.targets)
    let back = links.backlinks(toKfunc: "crash_kexec")
    #expect(back.map { $0.speaker?.author } == ["Ann", "Ben", nil])
    #expect(back.map(\.quoteDepth) == [0, 1, 2])
  }

  @Test func cutsSnippetsBetweenWordsAndCharacters() throws {
    let words = String(repeating: "wörd ", count: 60)
    let links = CrossLinks([scene.links("\(words)crash_kexec \(words)")], targets: scene.targets)
    let snippet = try #require(links.backlinks(toKfunc: "crash_kexec").first?.snippet)
    #expect(snippet.name == "crash_kexec")
    #expect(snippet.before.hasPrefix("…wörd ") && snippet.before.hasSuffix("wörd "))
    #expect(snippet.after.hasPrefix(" wörd") && snippet.after.hasSuffix("wörd…"))
    #expect(snippet.before.utf8.count <= Backlink.Snippet.reach + 3)
    let run = CrossLinks(
      [scene.links(String(repeating: "é", count: 500) + " crash_kexec")], targets: scene.targets)
    let cut = try #require(run.backlinks(toKfunc: "crash_kexec").first?.snippet.before)
    #expect(!cut.unicodeScalars.contains("\u{fffd}"))
  }

  @Test func leadsBackFromClausesAndThreads() {
    let links = CrossLinks(
      [scene.links("[[clause:lifecycle-out-of-tree]] [[thread:idmapped-mounts#2]]")], targets: scene.targets)
    #expect(links.backlinks(toClause: "lifecycle-out-of-tree").count == 1)
    #expect(links.backlinks(toThread: "idmapped-mounts").map(\.snippet.name) == ["idmapped-mounts#2"])
  }

  @Test func showsTitlesInPlaceOfReferences() throws {
    let text =
      "Read [[thread:idmapped-mounts#2]], then crash_kexec and [[clause:lifecycle-out-of-tree]] "
      + "or [[thread:idmapped-mounts|this]]."
    let links = CrossLinks([scene.links(text)], targets: scene.targets) { target in
      switch target {
      case .thread(_, let number): "message \(number ?? 0), Ann"
      case .clause: "Out of tree"
      default: nil
      }
    }
    let snippet = try #require(links.backlinks(toKfunc: "crash_kexec").first?.snippet)
    #expect(snippet.before == "Read message 2, Ann, then ")
    #expect(snippet.after == " and Out of tree or this.")
    #expect(links.backlinks(toClause: "lifecycle-out-of-tree").first?.snippet.name == "Out of tree")
  }
}
