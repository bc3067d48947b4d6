import Testing

@testable import Resolution

/// Links that were mended document by document are those of all documents read together.
@Suite struct NamingDocumentsTests {
  /// Texts that name different things, some nothing.
  private static let texts = [
    "", "Nothing is named.", "`bpf_task_acquire` and bpf_task_release.", "bpf_task_acquire, bpf_task_acquire again.",
    "[[clause:lifecycle-out-of-tree]] and `bpf_strcmp`.", "[[thread:idmapped-mounts#2]] in [[thread:idmapped-mounts]].",
    "crash_kexec\n\ncrash_kexec in [[clause:lifecycle-out-of-tree|words]].", "[[kfunc:bpf_strcmp]] `bpf_task_aquire`",
  ]

  @Test(arguments: 1...4) func mendedLinksAreThoseOfAllDocuments(_ seed: Int) {
    let scene = LinkScene()
    var state = UInt64(seed)
    func number(below bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    func document(_ place: Int) -> DocumentLinks {
      scene.links(Self.texts[number(below: Self.texts.count)], .page("p\(place)"), path: "Content/pages/p\(place).md")
    }
    var documents = (0..<12).map(document)
    var mended = NamingDocuments(documents)
    var named: Set<String> = []
    for _ in 0..<60 {
      let place = number(below: documents.count)
      let new = document(place)
      mended.replace(documents[place], by: new, at: place)
      documents[place] = new
      let fresh = NamingDocuments(documents)
      #expect(mended.kfuncs == fresh.kfuncs)
      #expect(mended.clauses == fresh.clauses)
      #expect(mended.threads == fresh.threads)
      named.formUnion([mended.kfuncs, mended.clauses, mended.threads].flatMap(\.keys))
    }
    #expect(named.isSuperset(of: ["bpf_task_acquire", "lifecycle-out-of-tree", "idmapped-mounts"]))
  }
}
