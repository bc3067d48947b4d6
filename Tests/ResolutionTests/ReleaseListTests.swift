import KfuncModel
import Testing

@Suite struct ReleaseListTests {
  private func release(_ text: String) throws -> KernelRelease { try #require(KernelRelease(text)) }

  @Test(arguments: [
    ("7.3", ReleaseList.Standing.imported), ("6.12.107", .imported), ("6.13", .notImported), ("6.20", .neverExisted),
    ("6.22", .neverExisted), ("7.4", .toCome), ("8.0", .toCome), ("5.4", .beforeList), ("7.1-rc3", .notImported),
    ("6.21-rc1", .neverExisted),
  ])
  func tellsTheStandingOfANumber(_ text: String, _ standing: ReleaseList.Standing) throws {
    #expect(Committed.releases.standing(of: try release(text)) == standing)
  }

  @Test func countsReleasesNotNumbers() throws {
    let list = Committed.releases
    #expect(
      list.releases(after: try release("6.18"), by: try release("7.1")).map(\.release.description) == [
        "6.19", "7.0", "7.1",
      ])
    #expect(list.releases(after: nil, by: try release("5.14")).count == 2)
    #expect(list.releases(after: try release("7.3"), by: try release("7.2")).isEmpty)
    #expect(ReleaseInterval(after: try release("6.19"), by: try release("7.0"), in: list).isExact)
    #expect(!ReleaseInterval(after: try release("6.18"), by: try release("7.0"), in: list).isExact)
    #expect(!ReleaseInterval(after: nil, by: try release("6.1"), in: list).isExact)
  }

  @Test func anImportedReleaseThatIsNotListedExists() throws {
    let list = ReleaseList(entries: [KernelReleaseEntry(release: try release("6.1"))], imported: [try release("6.2.7")])
    #expect(list.releases.map(\.description) == ["6.1", "6.2"])
    #expect(list.standing(of: try release("6.2")) == .imported)
  }

  @Test func anIntervalContainsItsReleases() throws {
    let open = ReleaseInterval(after: try release("6.12"), by: try release("7.2"), isExact: false)
    let contained = try ["6.12", "6.13", "7.2", "7.3"].map { open.contains(try release($0)) }
    #expect(contained == [false, true, true, false])
    let exact = ReleaseInterval(after: try release("6.12"), by: try release("6.17"), isExact: true)
    #expect(exact.contains(try release("6.17")))
    #expect(try exact.contains(release("6.15")) == false)
  }

  @Test(arguments: [("2024-02-29", true), ("2023-02-29", false), ("1900-02-29", false), ("2000-02-29", true)])
  func knowsTheDaysOfFebruary(_ text: String, _ exists: Bool) { #expect((CalendarDate(text) != nil) == exists) }

  @Test(arguments: ["", "2024-1-01", "2024-13-01", "2024-00-10", "2024-04-31", "20240401", "+024-04-01", "0000-01-01"])
  func refusesWhatIsNoDay(_ text: String) { #expect(CalendarDate(text) == nil) }

  @Test func countsDays() throws {
    let first = try #require(CalendarDate("2024-02-28"))
    let second = try #require(CalendarDate("2024-03-01"))
    #expect(second.ordinal - first.ordinal == 2)
    #expect(try #require(CalendarDate("0001-01-01")).ordinal == 1)
    // 1 January 1970 is day 719163 of the calendar (as Python's date.toordinal counts).
    #expect(try #require(CalendarDate("1970-01-01")).ordinal == 719_163)
    #expect(first < second && first.description == "2024-02-28")
  }
}
