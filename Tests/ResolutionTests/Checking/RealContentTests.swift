import Diagnostics
import Foundation
import KfuncModel
import SiteContent
import Testing

@testable import Resolution

/// The links of the committed content, read by hand in its files.
@Suite struct RealContentTests {
  private static let content = ContentFolder.read(Committed.root.appending(path: "Content").path, shownAs: "Content")
  private static let links = ContentLinks(content)

  /// `thread.yml` of the seed thread lists the name; its patch, the only message that has it, is left out of the excerpt.
  /// `grep -rn bpf_is_idmapped_mnt Content` finds one more, in `kfuncs/bpf_real_data_inode.md`.
  @Test func leadsFromAProposedNameToItsThread() {
    let concerns = Self.links.concerns.threads(concerning: "bpf_is_idmapped_mnt")
    #expect(concerns == [ThreadConcerns.Concern(thread: "idmapped-mounts", reason: .listed)])
    #expect(Self.links.targets.names.standing(of: "bpf_is_idmapped_mnt") == .proposed)
    let back = Self.links.crossLinks.backlinks(toKfunc: "bpf_is_idmapped_mnt")
    #expect(back.contains { $0.source == .note("bpf_real_data_inode") && $0.form == .reference })
  }

  /// `subsystems:` of both threads name the VFS, whose file defines the kfunc.
  @Test func leadsFromAKfuncToTheThreadsOfItsSubsystem() {
    let concerns = Self.links.concerns.threads(concerning: "bpf_get_file_xattr")
    #expect(concerns.map(\.thread).sorted() == ["idmapped-mounts", "vfs-kfuncs-2024"])
  }

  /// Each side of the seed thread quotes another part of the section: message 3 part b), message 10 the beginning and
  /// what follows c).
  @Test func leadsFromClausesToThePeopleWhoQuotedThem() {
    func people(_ clause: String) -> [String] {
      Self.links.quotations.quotations(ofClause: clause).map {
        "\($0.speaker?.number ?? 0) \($0.speaker?.author ?? "?")"
      }
    }
    #expect(people("lifecycle-b-out-of-tree") == ["3 Christian Brauner"])
    #expect(people("lifecycle-no-stability") == ["10 Alexei Starovoitov"])
  }

  /// The policy as a whole reaches every kfunc, so a kfunc's page folds it behind what concerns its own facts.
  @Test func putsTheFlagsOfAKfuncBeforeThePolicyForAll() throws {
    let release = try #require(KernelRelease("7.3"))
    let reached = Self.links.reach.clauses(reaching: "bpf_get_task_exe_file", in: release)
    let firstForAll = try #require(reached.firstIndex { $0.reachesAll })
    #expect(reached[..<firstForAll].contains { $0.facts.contains { $0.text.hasPrefix("flag KF_ACQUIRE in ") } })
    #expect(reached[firstForAll...].allSatisfy { $0.reachesAll && $0.facts.isEmpty })
    #expect(reached[..<firstForAll].allSatisfy { !$0.facts.isEmpty })
  }

  @Test func hasNoErrors() {
    let record = RecordBuilder(
      catalogues: Self.content.catalogues, releases: Self.content.releases, written: Self.content.events
    ).build()
    let found = ContentCheck.diagnostics(
      of: Self.content, links: Self.links, record: record.diagnostics,
      on: ContentCheck.date(of: Self.content, epoch: nil))
    #expect(found.filter { $0.severity > .note } == [])
  }
}
