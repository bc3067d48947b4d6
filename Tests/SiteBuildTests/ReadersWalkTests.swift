import Foundation
import HTMLInspection
import SiteBuild
import Testing

/// Walks that a reader takes over the shipped site, link by link; what must be found was read in the kernel trees and
/// the threads.
@Suite struct ReadersWalkTests {
  private func page(_ path: String) async throws -> [HTMLToken] {
    HTMLTokens.of(Array(try #require(try await ShippedSiteTests.shipped.value[path + "/index.html"], "\(path)")))
  }

  /// The pages that a page links to, with anchors.
  private func links(_ path: String) async throws -> Set<String> {
    let base = try #require(URL(string: "https://site.example/\(path)/"))
    return Set(
      try await page(path).values(of: "href").compactMap { URL(string: $0, relativeTo: base)?.absoluteString }
        .map { $0.replacingOccurrences(of: "https://site.example/", with: "") })
  }

  @Test func proposedKfuncLeadsToTheClausesThatEachSideQuotedAndBack() async throws {
    let entry = try await links("kfuncs/bpf_is_idmapped_mnt")
    #expect(entry.contains { $0.hasPrefix("threads/idmapped-mounts/") })
    let thread = try await links("threads/idmapped-mounts")
    #expect(thread.contains("kfuncs/bpf_is_idmapped_mnt/"))
    // The VFS maintainer quoted part b), the BPF maintainer the paragraph on stability.
    let clauses = thread.filter { $0.hasPrefix("policies/kfunc-lifecycle/#") }
    #expect(clauses.contains("policies/kfunc-lifecycle/#lifecycle-b-out-of-tree"))
    #expect(clauses.contains("policies/kfunc-lifecycle/#lifecycle-no-stability"))
    let policy = try await links("policies/kfunc-lifecycle")
    #expect(policy.contains { $0.hasPrefix("threads/idmapped-mounts/#m3-p-") })
    #expect(policy.contains { $0.hasPrefix("threads/idmapped-mounts/#m10-p-") })
  }

  @Test func renamedKfuncLeadsToItsSuccessorAndBack() async throws {
    #expect(try await links("kfuncs/scx_bpf_dispatch").contains("kfuncs/scx_bpf_dsq_insert/"))
    #expect(try await links("kfuncs/scx_bpf_dispatch/stability").contains("kfuncs/scx_bpf_dsq_insert/"))
    #expect(try await links("kfuncs/scx_bpf_dsq_insert").contains("kfuncs/scx_bpf_dispatch/"))
    #expect(
      try await page("kfuncs/scx_bpf_dispatch/stability").text.contains("Present in 6.12; absent in 6.1, 7.2 and 7.3."))
  }

  @Test func planThatNamesASkippedReleaseIsToldAsThat() async throws {
    // kernel/sched/ext/idle.c:1157 of 7.3 names v6.22; 6.19 was followed by 7.0.
    let text = try await page("kfuncs/scx_bpf_select_cpu_and/stability").text
    #expect(text.contains("names v6.22"))
    #expect(text.contains("No release 6.22 ever existed."))
    #expect(text.contains("kernel/sched/ext/idle.c:1157"))
  }

  @Test func xattrReaderSaysWhyOnlySomeProgramsMayCallIt() async throws {
    let stability = try await page("kfuncs/bpf_get_file_xattr/stability").text
    #expect(stability.contains("Present in 6.12, 7.2 and 7.3; absent in 6.1."))
    #expect(stability.contains("STRUCT_OPS (if bpf_prog_is_binfmt_misc_ops(prog))"))
    let entry = try await page("kfuncs/bpf_get_file_xattr").text
    // The hook opens it to them, and the filter refuses them.
    #expect(entry.contains("by hook: PERF_EVENT, RAW_TRACEPOINT, TRACEPOINT, TRACING"))
    #expect(entry.contains("refused by bpf_fs_kfuncs_filter"))
  }
}
