import Testing

@testable import MailImport

@Suite struct MessageTreeTests {
  private func mail(_ id: String, _ references: String = "", hour: Int = 10, body: String = "x") -> String {
    let headers = references.isEmpty ? "" : "References: \(references)\n"
    return Fixture.mail(
      id: id, date: "Mon, 5 Jun 2023 \(hour):00:00 +0000", headers: headers + "Content-Type: text/plain; charset=utf-8",
      body: body)
  }

  private func shape(_ tree: MessageTree) -> [String] {
    tree.nodes.map { "\($0.message.id)<\($0.parent ?? "")<\($0.nearest ?? "")" }
  }

  @Test func messagesComeByDateAndHangUnderTheLastReference() {
    let tree = Fixture.thread([
      mail("c@x", "<a@x> <b@x>", hour: 12), mail("a@x", hour: 10), mail("b@x", "<a@x>", hour: 11),
    ]).tree
    #expect(shape(tree) == ["a@x<<", "b@x<a@x<a@x", "c@x<b@x<b@x"])
    #expect(tree.missing.isEmpty)
  }

  @Test func aMissingParentIsAGapUnderWhichTheMessageStands() {
    let tree = Fixture.thread([mail("a@x"), mail("c@x", "<a@x> <gone@x>", hour: 11), mail("d@x", "<lost@x>", hour: 12)])
      .tree
    #expect(shape(tree) == ["a@x<<", "c@x<gone@x<a@x", "d@x<lost@x<"])
    #expect(tree.missing == ["gone@x", "lost@x"])
  }

  @Test func inReplyToIsTheParentWhereBothStand() {
    let tree = Fixture.thread([
      mail("a@x"), mail("b@x", "<a@x>"),
      Fixture.mail(
        id: "c@x", headers: "References: <b@x> <a@x>\nIn-Reply-To: <b@x>\nContent-Type: text/plain", body: "x"),
    ]).tree
    #expect(shape(tree).contains("c@x<b@x<b@x"))
  }

  @Test func circlesAreCutAndSaid() {
    let thread = Fixture.thread([
      mail("a@x", "<b@x>"), mail("b@x", "<c@x>"), mail("c@x", "<a@x>"), mail("d@x", "<d@x>"),
    ])
    #expect(thread.tree.nodes.count == 4)
    #expect(Fixture.codes(thread) == ["reference-cycle"])
    for node in thread.tree.nodes {
      var seen = 0
      var current = node.nearest
      while let id = current {
        seen += 1
        current = seen > 9 ? nil : thread.tree.nodes.first { $0.message.id == id }?.nearest
      }
      #expect(seen < 5)
    }
  }

  @Test func duplicatesAreLeftOutAndSaidWhenTheyDiffer() {
    let thread = Fixture.thread([mail("a@x"), mail("a@x"), mail("a@x", body: "other")])
    #expect(thread.tree.nodes.count == 1)
    #expect(Fixture.codes(thread) == ["duplicate-message"])
  }

  @Test func aMessageWithoutDateKeepsItsPlaceInTheFile() {
    let undated = "From: B <b@x.example>\nMessage-ID: <b@x>\nSubject: s\n\nx"
    let tree = Fixture.thread([mail("a@x", hour: 10), undated, mail("c@x", hour: 11)]).tree
    #expect(tree.nodes.map(\.message.id) == ["a@x", "b@x", "c@x"])
  }
}
