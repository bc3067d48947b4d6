import Diagnostics
import KfuncModel
import ReleaseNotes
import Testing

/// What is asked for wrongly is said to be, with what was probably meant.
@Suite struct RequestTests {
  private func faults(_ range: String) -> [Diagnostic] {
    do throws(NotesFaults) {
      _ = try NotesRequest(range, releases: RealContent.source.record.releases)
      return []
    } catch {
      return error.diagnostics
    }
  }

  @Test(arguments: [
    ("7.3", "no-range"), ("", "no-range"), ("7.2...7.3", "no-range"), ("7.3..7.2", "reversed-range"),
    ("7.2..7.2", "equal-releases"), ("7.2..7.2.12", "equal-releases"), ("7.2..", "unknown-release"),
    ("..7.3", "unknown-release"), ("6.13..7.3", "unknown-release"), ("6.20..7.3", "unknown-release"),
    ("7.2..9.9", "unknown-release"), ("4.19..7.3", "unknown-release"), ("seven..eight", "unknown-release"),
  ])
  func saysWhatIsWrong(_ range: String, _ code: String) {
    let found = faults(range)
    #expect(!found.isEmpty)
    #expect(found.allSatisfy { $0.code.rawValue == code })
  }

  @Test func tellsThreeWaysOfNotBeingThereApart() throws {
    #expect(try #require(faults("6.13..7.3").first).message.hasPrefix("6.13 exists and has no catalogue"))
    #expect(faults("6.13..7.3").first?.message.hasSuffix("imported nearest: 6.12 and 7.2") == true)
    #expect(faults("6.20..7.3").first?.message.hasPrefix("there was no release 6.20") == true)
    #expect(faults("7.2..9.9").first?.message.hasPrefix("9.9 is later than every known release") == true)
    #expect(faults("7.3..7.2").first?.message.hasSuffix("did you mean '7.2..7.3'?") == true)
    #expect(faults("6.13..6.20").count == 2)
  }

  @Test func takesPointReleasesForTheirRelease() throws {
    let request = try NotesRequest("v7.2.12..7.3.4", releases: RealContent.source.record.releases)
    #expect(request.from.description == "7.2" && request.to.description == "7.3")
  }
}

/// Lists of kfuncs, and what the notes say of them.
@Suite struct AffectedTests {
  private func names(_ text: String) throws -> [String] { try AffectedList.read(Array(text.utf8), file: "l").names }

  @Test func readsOneNameALine() throws {
    #expect(try names("# ours\nbpf_b\n\n  bpf_a\t# why\r\nbpf_b\n") == ["bpf_a", "bpf_b"])
    let uses = try AffectedList.read(Array("bpf_b\nbpf_b\n".utf8), file: "l").uses
    #expect(uses.map(\.places) == [["l:1", "l:2"]])
  }

  @Test(arguments: [
    ("", "empty-list"), ("# nothing\n", "empty-list"), ("bpf_a bpf_b", "not-a-name"), ("1x", "not-a-name"),
    ("\u{7f}ELF", "not-a-name"),
  ])
  func refusesWhatIsNoList(_ text: String, _ code: String) throws {
    do throws(Diagnostic) {
      _ = try AffectedList.read(Array(text.utf8), file: "l")
      Issue.record("read")
    } catch {
      #expect(error.code.rawValue == code)
    }
  }

  private func affected(_ uses: [AffectedKfuncs.Use], _ range: String = "7.2..7.3") throws -> [AffectedKfunc] {
    try #require(try RealContent.notes(range, affected: AffectedKfuncs(uses)).affected)
  }

  private func use(_ name: String, isWeak: Bool? = nil, fits: [String: Bool] = [:]) -> AffectedKfuncs.Use {
    AffectedKfuncs.Use(
      name: name, isWeak: isWeak,
      fits: Dictionary(uniqueKeysWithValues: fits.compactMap { key, fits in KernelRelease(key).map { ($0, fits) } }),
      places: ["list:1"])
  }

  @Test func tellsWhatCanBreak() throws {
    let found = try affected([
      use("scx_bpf_cpu_rq"), use("bpf_strcmp"), use("bpf_task_acquire"), use("bpf_task_aquire"),
    ])
    #expect(found.map(\.use.name) == ["bpf_strcmp", "bpf_task_acquire", "bpf_task_aquire", "scx_bpf_cpu_rq"])
    #expect(found.map(\.canBreak) == [true, false, false, true])
    #expect(found.map(\.presence) == [.both, .both, .neither, .olderOnly])
    #expect(found[2].near == "bpf_task_acquire")
    #expect(found[3].breaking == [.removed])
  }

  @Test func weakDeclarationsOutliveARemoval() throws {
    #expect(try affected([use("scx_bpf_cpu_rq", isWeak: true)]).map(\.canBreak) == [false])
  }

  /// A prototype that fitted and fits no longer breaks; one that never fitted breaks nothing newly.
  @Test func tellsWhatAProgramsOwnPrototypeMeans() throws {
    let found = try affected([
      use("bpf_stream_vprintk", fits: ["7.2": false, "7.3": false]),
      use("scx_bpf_cidperf_set", fits: ["7.2": true, "7.3": false]),
    ])
    #expect(found.map(\.fitsOlder) == [false, true])
    #expect(found.map(\.fitsNewer) == [false, false])
    #expect(found.map { $0.breaking.contains(.prototypeChanged) } == [false, true])
    #expect(try affected([use("bpf_task_acquire", fits: ["7.2": true, "7.3": false])]).map(\.canBreak) == [true])
    #expect(try affected([use("bpf_task_acquire", fits: ["7.2": false, "7.3": false])]).map(\.canBreak) == [false])
  }

  @Test func limitsTheNotes() throws {
    let notes = try RealContent.notes("7.2..7.3", affected: AffectedKfuncs([use("bpf_strcmp")]))
    #expect(notes.added.isEmpty && notes.removed.isEmpty && notes.prototypes.isEmpty && notes.lead == nil)
    #expect(notes.stricter.flatMap(\.names) == ["bpf_strcmp"])
  }
}
