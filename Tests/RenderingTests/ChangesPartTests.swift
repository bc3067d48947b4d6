import HTMLInspection
import HTMLText
import KfuncModel
import Testing

@testable import Rendering

@Suite struct ChangesPartTests {
  /// A release that nobody looked up is some release; a proposal is of none.
  @Test func whatHasNoReleaseIsToldApartFromWhatHasNoneThatIsKnown() {
    let record = KfuncRecord(
      name: "bpf_dig", isPresent: [true], lives: [],
      events: [Event(kind: .proposed, interval: nil), Event(kind: .flagsChanged, interval: nil)], plans: [],
      isTestingOnly: false, state: StateFacts(present: [], absent: [], isInNewest: false))
    let links = PageLinks(from: .stability("bpf_dig"), style: .folders)
    let tokens = HTMLTokens.of(HTMLText { ChangesPart.add(record, releaseWide: [:], .of([]), links, to: &$0) }.bytes)
    #expect(
      tokens.values(of: "id") == [
        "changes-not-dated", "change-flags-changed", "changes-of-none", "change-proposed",
      ])
    #expect(tokens.text.contains("In a release that was not looked up"))
    #expect(tokens.text.contains("In no release"))
  }
}
