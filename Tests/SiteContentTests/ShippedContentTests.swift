import Diagnostics
import Foundation
import KfuncModel
import MarkdownSyntax
import SiteContent
import Testing

/// The content that ships: no fault in it, and what was read by hand of the mailboxes and the list of cases is there.
@Suite struct ShippedContentTests {
  static let content = ContentFolder.read(
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Content").path, shownAs: "Content")

  @Test func hasNoFault() {
    let printed = Self.content.diagnostics.map {
      "\($0.location?.description ?? ""): \($0.message) [\($0.code.rawValue)]"
    }
    #expect(printed == [])
  }

  @Test func listsEveryReleaseSinceFiveThirteen() {
    let releases = Self.content.releases.map(\.release.description)
    #expect(releases.first == "5.13")
    #expect(releases.count == 7 + 20 + 4)
    #expect(releases[releases.firstIndex(of: "6.19").map { $0 + 1 } ?? 0] == "7.0")
    #expect(releases.last == "7.3")
    #expect(
      Self.content.releases.filter(\.isLongTerm).map(\.release.description) == ["5.15", "6.1", "6.6", "6.12", "6.18"])
  }

  @Test func holdsBothThreadsWhole() throws {
    let threads = Dictionary(uniqueKeysWithValues: Self.content.threads.map { ($0.slug, $0) })
    let first = try #require(threads["idmapped-mounts"])
    #expect(first.entries.count == 13)
    #expect(first.entries.filter { $0.excerpt == nil }.map(\.number) == [2, 5])
    #expect(first.entries[10].id == "20230706-raffgierig-geeilt-7cea6d731194@brauner")
    let second = try #require(threads["vfs-kfuncs-2024"])
    #expect(second.entries.count == 22)
    #expect(second.missing.count == 3)
    for thread in [first, second] { #expect(thread.outcome != nil && thread.verified != nil) }
  }

  @Test func tellsThePolicyClauseByClause() throws {
    let policy = try #require(Self.content.policies.first)
    #expect(policy.slug == "kfunc-lifecycle")
    #expect(
      policy.clauses.map(\.id) == [
        "lifecycle-no-stability", "lifecycle-justification", "lifecycle-a-widely-used", "lifecycle-b-out-of-tree",
        "lifecycle-c-no-commitment", "deprecation-period", "deprecation-at-once", "deprecation-procedure",
      ])
    // The three passages that messages of the first thread quote.
    #expect(
      Self.content.clauses.filter { !$0.quotes.isEmpty }.map(\.id) == [
        "lifecycle-no-stability", "lifecycle-b-out-of-tree", "deprecation-at-once",
      ])
    for policy in Self.content.policies {
      let places = policy.placesOfClauses(among: policy.document.blocks.count)
      for (clause, blocks) in zip(policy.clauses, places) { #expect(blocks.count > 1, "\(clause.id) has no text") }
    }
  }

  @Test func hasAClauseForEveryFlagOfEveryRelease() {
    func flags(_ selector: ClauseSelector) -> [KfuncFlag] {
      switch selector {
      case .flag(let flag): [flag]
      case .any(let parts): parts.flatMap(flags)
      default: []
      }
    }
    let reached = Set(Self.content.clauses.flatMap { flags($0.selector) })
    let known = Set(Self.content.catalogues.flatMap { $0.flags.map(\.flag) })
    #expect(known.subtracting(reached).isEmpty)
  }

  @Test func hasANoteForEveryNamedCase() {
    let named = [
      "scx_bpf_dispatch", "scx_bpf_dsq_insert", "scx_bpf_select_cpu_and", "scx_bpf_cpu_rq", "bpf_stream_vprintk",
      "bpf_stream_vprintk_impl", "bpf_cgroup_acquire", "bpf_cgroup_kptr_get", "scx_bpf_dsq_peek", "bpf_task_from_pid",
      "hid_bpf_attach_prog", "hid_bpf_hw_request", "cgroup_rstat_updated", "css_rstat_updated", "bpf_get_file_xattr",
      "bpf_is_idmapped_mnt", "bpf_file_mnt_idmap", "bpf_inode_into_vfs_ids", "bpf_get_file_vfs_ids",
      "bpf_real_data_inode",
    ]
    let notes = Set(Self.content.notes.map(\.name))
    #expect(named.filter { !notes.contains($0) } == [])
    let proposals = Self.content.notes.filter { $0.proposal != nil }.map(\.name)
    #expect(proposals.contains("bpf_is_idmapped_mnt") && !proposals.contains("bpf_real_data_inode"))
  }

  @Test func expressesTheCases() throws {
    let notes = Dictionary(uniqueKeysWithValues: Self.content.notes.map { ($0.name, $0) })
    func kinds(_ name: String) -> [String] {
      (notes[name]?.events ?? []).map { "\($0.kind.rawValue) \($0.release?.description ?? "-")" }
    }
    #expect(kinds("scx_bpf_dispatch") == ["renamed 6.13", "removed 6.17"])
    #expect(notes["scx_bpf_dispatch"]?.replacedBy?.value == "scx_bpf_dsq_insert")
    #expect(kinds("scx_bpf_cpu_rq") == ["deprecated 6.18", "removed 7.3"])
    #expect(kinds("bpf_stream_vprintk") == ["added 6.17", "renamed 6.18", "removed 6.18", "restored 7.0"])
    #expect(kinds("scx_bpf_dsq_peek") == ["added 6.19", "defective 6.19", "fixed 7.1"])
    #expect(kinds("bpf_is_idmapped_mnt") == ["proposed -", "rejected -"])
    let plan = try #require(notes["scx_bpf_select_cpu_and"]?.events.first)
    let list = Self.content.releaseList
    #expect(plan.namedReleases.map { list.standing(of: $0) } == [.neverExisted])
  }
}
