import Diagnostics
import KfuncModel
import Testing

@testable import Resolution

/// The record of the four real releases, alone and with written events.
@Suite struct RecordTests {
  private static let releases = ["6.1", "6.12", "7.2", "7.3"]

  private func build(_ written: [WrittenEvent] = []) throws -> (record: StabilityRecord, diagnostics: [Diagnostic]) {
    RecordBuilder(
      catalogues: try RecordTests.releases.map(Committed.catalogue), releases: Committed.releases.entries,
      written: written
    ).build()
  }

  private func release(_ text: String) throws -> KernelRelease { try #require(KernelRelease(text)) }

  @Test func everyKfuncOfEveryReleaseHasARecord() throws {
    let (record, diagnostics) = try build()
    #expect(diagnostics.isEmpty)
    let names = Set(try RecordTests.releases.flatMap { try Committed.catalogue($0).kfuncs.map(\.name) })
    #expect(record.kfuncs.map(\.name) == names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    for kfunc in record.kfuncs {
      for (index, name) in RecordTests.releases.enumerated() {
        #expect(kfunc.isPresent[index] == (try Committed.catalogue(name).kfunc(kfunc.name) != nil))
      }
      #expect(!kfunc.lives.isEmpty)
      #expect(kfunc.state.checked == 4)
    }
  }

  @Test func anIntervalSaysNoMoreThanTheReleasesTell() throws {
    let (record, _) = try build()
    let dispatch = try #require(record["scx_bpf_dispatch"])
    #expect(dispatch.lives.map(\.begin.description) == ["by 6.12, after 6.1"])
    #expect(dispatch.lives.map(\.end?.description) == ["by 7.2, after 6.12"])
    let rq = try #require(record["scx_bpf_cpu_rq"])
    #expect(rq.lives.map(\.end?.description) == ["in 7.3"])
    #expect(try #require(record["bpf_verify_pkcs7_signature"]).lives.map(\.begin.description) == ["by 6.1"])
    #expect(record.isPresent(rq, in: try release("6.13")) == nil)
    #expect(record.isPresent(rq, in: try release("7.2")) == true)
    #expect(record.isPresent(rq, in: try release("7.3")) == false)
  }

  /// Scenario S4: the notice that went before, and its lead.
  @Test func aRemovalTellsTheNoticeBeforeIt() throws {
    let (record, _) = try build()
    let removal = try #require(record["scx_bpf_cpu_rq"]?.events.last { $0.kind == .removed })
    let given = try #require(removal.noticeGiven)
    #expect(given.notices.map(\.notice.form) == [.runtimeWarning])
    #expect(given.first?.description == "by 7.2, after 6.12")
    // 7.2 is one release before 7.3; 6.13 to 6.19 and 7.0 to 7.2 are ten.
    #expect(given.leadAtLeast == 1)
    #expect(given.leadAtMost == 10)
    let plan = try #require(record["scx_bpf_cpu_rq"]?.plans.first)
    #expect(plan.standing == .carriedOut(try #require(removal.interval)))
    let silent = try #require(record["scx_bpf_consume"]?.events.last { $0.kind == .removed }?.noticeGiven)
    #expect(silent.notices.isEmpty && silent.first == nil && silent.leadAtLeast == nil)
  }

  /// Scenario S3: the three plans that stand in comments of 7.2 and 7.3.
  @Test(arguments: [
    ("scx_bpf_select_cpu_and", "v6.22"), ("scx_bpf_dsq_insert", "v6.23"), ("scx_bpf_dsq_insert_vtime", "v6.23"),
  ])
  func aPlanForAReleaseThatNeverWasIsToldAsThat(_ name: String, _ target: String) throws {
    let (record, _) = try build()
    let plan = try #require(record[name]?.plans.first)
    #expect(record[name]?.plans.count == 1)
    #expect(plan.target == target)
    #expect(plan.targetStanding == .neverExisted)
    #expect(plan.standing == .namesReleaseThatNeverExisted)
    #expect(plan.notices.map(\.release.description) == ["7.2", "7.3"])
    #expect(record[name]?.state.openPlans == 1)
  }

  /// Scenario S1: the rename, with the releases that people know.
  @Test func writtenEventsDateAndConfirmWhatComparisonFound() throws {
    let (record, diagnostics) = try build([
      .about("scx_bpf_dispatch", .renamed, in: "6.13", successor: "scx_bpf_dsq_insert"),
      .about("scx_bpf_dispatch", .removed, in: "6.17"), .about("scx_bpf_dsq_insert", .added, in: "6.13"),
    ])
    #expect(diagnostics.isEmpty)
    let old = try #require(record["scx_bpf_dispatch"])
    #expect(old.lives.map(\.end?.description) == ["in 6.17"])
    #expect(old.events.filter { $0.kind == .removed }.map(\.change?.interval.description) == ["in 6.17"])
    let rename = try #require(old.events.first { $0.kind == .renamed })
    #expect(rename.interval?.description == "in 6.13")
    guard case .rename(let suspicion) = rename.change?.detail else { return }
    #expect(suspicion.isConfirmed)
    let new = try #require(record["scx_bpf_dsq_insert"])
    #expect(new.lives.map(\.begin.description) == ["in 6.13"])
    #expect(
      new.events.contains { $0.kind == .renamed && $0.change?.kfunc == "scx_bpf_dispatch" && $0.written.count == 1 })
    let inComparison = record.comparisons[1].changes.first { $0.kfunc == "scx_bpf_dispatch" && $0.kind == .renamed }
    guard case .rename(let settled) = inComparison?.detail else { return }
    #expect(settled.isConfirmed)
  }

  @Test func anotherSuccessorDropsTheSuspicion() throws {
    let (record, _) = try build([.about("scx_bpf_consume", .renamed, in: "6.13", successor: "scx_bpf_sub_dispatch")])
    let renames = try #require(record["scx_bpf_consume"]).events.filter { $0.kind == .renamed }
    #expect(renames.map { $0.change == nil } == [true])
    #expect(record["scx_bpf_dsq_move_to_local"]?.events.contains { $0.kind == .renamed } == false)
    #expect(record["scx_bpf_sub_dispatch"]?.events.contains { $0.kind == .renamed } == true)
  }

  /// Scenario S11: nobody opened a source for the release, and the comparison bounds it.
  @Test func aWrittenRenameOfUnknownReleaseJoinsTheDerivedOne() throws {
    let (record, diagnostics) = try build([
      .about("cgroup_rstat_updated", .renamed, in: nil, successor: "css_rstat_updated")
    ])
    #expect(diagnostics.isEmpty)
    for name in ["cgroup_rstat_updated", "css_rstat_updated"] {
      let renames = try #require(record[name]).events.filter { $0.kind == .renamed }
      #expect(renames.map(\.written.count) == [1])
      #expect(renames.map(\.interval?.description) == ["by 7.2, after 6.12"])
      guard case .rename(let suspicion) = renames.first?.change?.detail else {
        Issue.record("\(name): the rename was not found by comparison")
        continue
      }
      #expect(suspicion.isConfirmed)
    }
  }

  @Test func aRenameEndsALifeThatNoCatalogueSaw() throws {
    let (record, diagnostics) = try build([
      .about("bpf_brief", .added, in: "6.14"),
      .about("bpf_brief", .renamed, in: "6.16", successor: "bpf_task_acquire", line: 9),
    ])
    #expect(diagnostics.isEmpty)
    let brief = try #require(record["bpf_brief"])
    #expect(brief.lives.map(\.begin.description) == ["in 6.14"])
    #expect(brief.lives.map(\.end?.description) == ["in 6.16"])
    #expect(brief.events.map(\.kind) == [.added, .removed, .renamed])
    // Without the rename nothing ends it, and 7.2 does not have it.
    let (_, faults) = try build([.about("bpf_brief", .added, in: "6.14")])
    #expect(faults.map(\.code) == ["contradicts-catalogue"])
  }

  /// Scenario S6: there in 6.17, gone in 6.18, back in 7.0, seen in 7.2.
  @Test func oneNameCanHaveTwoLives() throws {
    let (record, diagnostics) = try build([
      .about("bpf_stream_vprintk", .added, in: "6.17"), .about("bpf_stream_vprintk", .removed, in: "6.18"),
      .about("bpf_stream_vprintk", .restored, in: "7.0"),
    ])
    #expect(diagnostics.isEmpty)
    let kfunc = try #require(record["bpf_stream_vprintk"])
    #expect(kfunc.lives.map(\.begin.description) == ["in 6.17", "in 7.0"])
    #expect(kfunc.lives.map(\.end?.description) == ["in 6.18", nil])
    // What comparison saw belongs to the last step.
    #expect(
      kfunc.events.filter { EventKind.ofPresence.contains($0.kind) }.map { $0.change != nil } == [false, false, true])
  }

  @Test(arguments: [
    ("added", "7.3", "bpf_task_acquire"), ("removed", "7.2", "bpf_task_acquire"),
    ("removed", "6.13", "bpf_task_acquire"),
    ("added", "6.13", "bpf_no_such_thing"), ("restored", "6.13", "scx_bpf_cpu_rq"),
    ("behaviour-changed", "7.3", "scx_bpf_cpu_rq"), ("flags-changed", "7.3", "bpf_task_acquire"),
  ])
  func whatContradictsACatalogueIsReportedWhereItStands(_ kind: String, _ release: String, _ name: String) throws {
    let event = WrittenEvent.about(name, EventKind(rawValue: kind), in: release, line: 12)
    let (record, diagnostics) = try build([event])
    #expect(diagnostics.map(\.code) == ["contradicts-catalogue"])
    #expect(diagnostics.map(\.severity) == [.error])
    #expect(diagnostics.first?.location == event.location)
    // It is still shown, and moves no date.
    #expect(record[name]?.events.contains { $0.written == [event] } == true)
    let (plain, _) = try build()
    #expect(record[name]?.lives ?? [] == plain[name]?.lives ?? [])
  }

  @Test func releasesThatNeverWereAreReported() throws {
    let (_, diagnostics) = try build([
      .about("bpf_task_acquire", .behaviourChanged, in: "6.20"), .about("bpf_task_acquire", .fixed, in: "9.0"),
    ])
    #expect(diagnostics.map(\.code) == ["unknown-release", "unknown-release"])
  }

  @Test func whatNoDiffSeesStandsAmongTheEvents() throws {
    let (record, diagnostics) = try build([
      .about("bpf_get_file_xattr", .behaviourChanged, in: "7.2"), .about("bpf_is_idmapped_mnt", .proposed, in: nil),
      .about("bpf_is_idmapped_mnt", .rejected, in: nil, line: 9),
    ])
    #expect(diagnostics.isEmpty)
    let xattr = try #require(record["bpf_get_file_xattr"])
    #expect(xattr.state.behaviourChanges == 1)
    let kinds = xattr.events.compactMap { $0.interval?.by.description == "7.2" ? $0.kind : nil }
    #expect(kinds.contains(.behaviourChanged))
    let proposed = try #require(record["bpf_is_idmapped_mnt"])
    #expect(proposed.isPresent == [false, false, false, false])
    #expect(proposed.lives.isEmpty)
    #expect(proposed.events.map(\.kind) == [.proposed, .rejected])
  }

  @Test func plansOfPeopleAreDuePassedComeOrTakenBack() throws {
    func standing(_ target: String, _ more: [WrittenEvent] = []) throws -> Plan.Standing? {
      let (record, _) = try build([.about("bpf_task_acquire", .planStated, in: "6.12", named: [target])] + more)
      return record["bpf_task_acquire"]?.plans.first?.standing
    }
    #expect(try standing("7.3") == .due)
    #expect(try standing("6.18") == .keptPast(newest: try release("7.3")))
    #expect(try standing("7.9") == .toCome)
    #expect(try standing("6.20") == .namesReleaseThatNeverExisted)
    #expect(try standing("7.3", [.about("bpf_task_acquire", .planWithdrawn, in: "7.0", line: 8)]) == .withdrawn)
    let (record, _) = try build([.about("scx_bpf_consume", .planStated, in: "6.12", named: ["6.15"])])
    guard case .carriedOut(let end) = record["scx_bpf_consume"]?.plans.first?.standing else {
      Issue.record("the plan was not carried out")
      return
    }
    #expect(end.description == "by 7.2, after 6.12")
    let given = record["scx_bpf_consume"]?.events.last { $0.kind == .removed }?.noticeGiven
    // Stated with 6.12; removed in 6.13 at the earliest, in 7.2 at the latest.
    #expect(given?.leadAtLeast == 1)
    #expect(given?.leadAtMost == 10)
  }

  @Test func theCountsAreThoseOfTheEvents() throws {
    let (record, _) = try build()
    // Read by hand: KF_PERFMON in 7.3, nothing else of its own.
    #expect(record["bpf_strlen"]?.state.flagChanges == 1)
    #expect(record["bpf_strlen"]?.state.prototypeChanges == 0)
    // The suffix of one parameter in 7.3; tightened by nothing, since every pointer has rules of its own.
    #expect(record["bpf_wq_init"]?.state.prototypeChanges == 1)
    #expect(record["bpf_wq_init"]?.state.tightenings == 0)
    #expect(record["cubictcp_init"]?.state.tightenings == 1)
    #expect(record["scx_bpf_events"]?.state.prototypeChanges == 0)
    #expect(record["scx_bpf_events"]?.state.prototypeChangesInCOnly == 1)
    #expect(record["scx_bpf_events"]?.state.flagChanges == 0)
    #expect(record["scx_bpf_cpu_rq"]?.state.isInNewest == false)
  }

  @Test func theLeadOfANoticeCountsFromItsFirstRelease() {
    let notice = DeprecationNotice(
      source: SourceReference(file: "kernel/dig.c", line: 95), form: .runtimeWarning)
    var releases: [HandMade] = []
    for (index, release) in ["6.1", "6.2", "6.3", "6.4"].enumerated() {
      var made = HandMade(release)
      if index < 3 { made.add("bpf_dig", notices: index == 0 ? [] : [notice]) }
      made.register()
      releases.append(made)
    }
    let (record, _) = RecordBuilder(catalogues: releases.map(\.catalogue), releases: Committed.releases.entries).build()
    let removal = record["bpf_dig"]?.events.last
    #expect(removal?.kind == .removed)
    #expect(removal?.noticeGiven?.first?.description == "in 6.2")
    #expect(removal?.noticeGiven?.leadAtLeast == 2)
    #expect(removal?.noticeGiven?.leadAtMost == 2)
    #expect(record["bpf_dig"]?.state.deprecations == 1)
  }

  @Test func aKfuncThatComesBackIsRestored() throws {
    var releases: [HandMade] = []
    for (index, release) in ["6.1", "6.12", "7.2"].enumerated() {
      var made = HandMade(release)
      if index != 1 { made.add("bpf_dig") }
      made.add("bpf_stay", set: "other")
      made.register()
      made.register("other")
      releases.append(made)
    }
    let (record, _) = RecordBuilder(
      catalogues: releases.reversed().map(\.catalogue), releases: Committed.releases.entries
    ).build()
    #expect(record["bpf_dig"]?.events.map(\.kind) == [.removed, .restored])
    #expect(record["bpf_dig"]?.lives.count == 2)
    #expect(record.comparisons.map { $0.changes.map(\.kind) } == [[.removed], [.restored]])
    #expect(record["bpf_stay"]?.events.isEmpty == true)
  }

  @Test func twoCataloguesOfOneReleaseAreReported() {
    let made = HandMade("6.12")
    let (record, diagnostics) = RecordBuilder(catalogues: [made.catalogue, made.catalogue], releases: []).build()
    #expect(diagnostics.map(\.code) == ["duplicate-release"])
    #expect(record.releases.imported.count == 1)
    #expect(RecordBuilder(catalogues: [], releases: []).build().record.kfuncs.isEmpty)
  }
}
