import CatalogueFacts
import KfuncModel
import RecordWords
import Testing

/// The words are the same as a text and as bytes behind others; expectations are written by hand.
@Suite struct RecordWordsTests {
  private let old = KernelRelease(major: 6, minor: 12)
  private let new = KernelRelease(major: 7, minor: 2)

  private func added(_ add: (inout [UInt8]) -> Void) -> String {
    var bytes = Array("«".utf8)
    add(&bytes)
    return String(decoding: bytes.dropFirst("«".utf8.count), as: UTF8.self)
  }

  @Test(arguments: [
    ([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c"),
    (["ä", "a longer word", "c", "d"], "ä, a longer word, c and d"),
  ])
  func listsAreSetOffByCommasAndAConjunction(words: [String], expected: String) {
    #expect(Phrases.list(words) == expected)
    #expect(added { Phrases.add(words, to: &$0) } == expected)
    #expect(Phrases.list(words, "or") == expected.replacing(" and ", with: " or "))
  }

  @Test func statesAreToldWithWhatChanged() {
    var state = StateFacts(present: [old, new], absent: [KernelRelease(major: 6, minor: 1)], isInNewest: true)
    #expect(
      StateWords.sentence(state)
        == "Present in 6.12 and 7.2; absent in 6.1. No change of its own was found between them. "
        + "No notice of deprecation or removal is recorded.")
    state.absent = []
    state.prototypeChanges = 1
    state.behaviourChanges = 3
    state.deprecations = 2
    state.openPlans = 1
    let expected =
      "Present in all releases read: 6.12 and 7.2. Its prototype changed once and its behaviour changed 3 times. "
      + "2 notices of deprecation or removal are recorded. 1 stated plan is open."
    #expect(StateWords.sentence(state) == expected)
    #expect(added { StateWords.add(state, to: &$0) } == expected)
    state = StateFacts(present: [new], absent: [], isInNewest: true)
    #expect(StateWords.sentence(state) == "Present in 7.2. No notice of deprecation or removal is recorded.")
    state = StateFacts(present: [], absent: [new], isInNewest: false)
    #expect(
      StateWords.sentence(state) == "In none of the releases read. No notice of deprecation or removal is recorded.")
  }

  private func event(_ kind: EventKind, _ detail: ChangeDetail, in file: String? = nil) -> Event {
    let interval = ReleaseInterval(after: old, by: new, isExact: false)
    let change = ChangeRecord(
      kind: kind, kfunc: "bpf_x", from: old, to: new, interval: interval, impact: .information, detail: detail,
      definition: file.map { DefinitionPlace(file: $0, condition: nil) })
    return Event(kind: kind, interval: interval, change: change)
  }

  @Test func changesAreToldByTheirKind() {
    let types = ["TRACING", "LSM"].map { ProgramType(rawValue: "BPF_PROG_TYPE_" + $0) }
    let set = IDSetIdentity(file: "a.c", name: "a_set")
    let gained = FlagsDifference(sets: [set], gained: ["KF_A", "KF_B"].map(KfuncFlag.init(rawValue:)), lost: [])
    let both = FlagsDifference(sets: [set], gained: gained.gained, lost: [KfuncFlag(rawValue: "KF_C")])
    let opened = ProgramTypesDifference(registeredGained: [types[0]], openGained: types)
    let told: [(Event, String)] = [
      (event(.added, .presence), "Added: absent before, present now."),
      (event(.flagsChanged, .flags(gained)), "Its flags changed: gained KF_A and KF_B."),
      (event(.flagsChanged, .flags(both)), "Its flags changed: gained KF_A and KF_B and lost KF_C."),
      (
        event(.programTypesChanged, .programTypes(opened)),
        "Its program types changed: newly registered for TRACING; newly open through hooks to LSM."
      ),
      (
        event(.moved, .move(from: "a.c", to: "b.c"), in: "b.c"),
        "Defined in b.c, before in a.c. This is the definition in b.c; the kfunc has others."
      ),
      (event(.idSetChanged, .idSets(gained: [set], lost: [])), "Its ID sets changed: now listed in a_set."),
      (event(.buildChanged, .build), "What a kernel needs to have it changed."),
      (Event(kind: .behaviourChanged, interval: nil), "Behaviour changed."),
      (Event(kind: .restored, interval: nil), "Present again after an absence."),
    ]
    for (event, expected) in told {
      #expect(ChangeWords.headline(event) == expected)
      #expect(added { ChangeWords.add(event, to: &$0) } == expected)
    }
  }

  @Test func kindsAreTitlesInWords() {
    #expect(EventKind.programTypesChanged.title == "Program types changed")
    #expect(EventKind(rawValue: "über-x").title == "Über x")
    #expect(EventKind(rawValue: "").title == "")
  }
}
