import Foundation
import HTMLInspection
import SiteBuild
import Testing

/// Links between what people wrote, both ways, over the shipped site: where they lead, and that it is the very paragraph.
/// What must be found was read in the kernel trees and in the threads.
@Suite struct CrossLinkTests {
  private static let site = Task {
    let folder = try TemporaryFolder()
    let options = BuildOptions(
      content: ProjectFolder.root + "/Content", templates: folder.path + "/none", output: folder.path + "/site")
    let report = try await SitePipeline(options).run()
    #expect(report.written != nil)
    return try TemporaryFolder.files(folder.path + "/site").filter { $0.key.hasSuffix("index.html") }
      .mapValues { HTMLTokens.of(Array($0)) }
  }

  private func page(_ path: String) async throws -> [HTMLToken] {
    try #require(try await Self.site.value[path + "/index.html"], "\(path)")
  }

  /// The page and fragment that `href` on `page` leads to.
  private static func target(_ href: String, from page: String) -> (page: String, fragment: String)? {
    guard let base = URL(string: "https://site.example/" + page), let url = URL(string: href, relativeTo: base),
      url.host == "site.example"
    else { return nil }
    let path = String(url.path.dropFirst())
    return (
      (path.isEmpty || url.absoluteString.split(separator: "#")[0].hasSuffix("/"))
        ? (path.isEmpty ? "" : path + "/") + "index.html" : path, url.fragment ?? ""
    )
  }

  @Test func everyMentionJumpsToTheParagraphThatHoldsItsWords() async throws {
    let site = try await Self.site.value
    let ids = site.mapValues { Set($0.values(of: "id")) }
    var counts: [String: Int] = [:]
    for (path, tokens) in site {
      for list in tokens.elements("ul", class: "mentions") {
        for entry in list.elements("li") {
          let href = try #require(entry.values(of: "href").first, "\(path)")
          let target = try #require(Self.target(href, from: path), "\(path): \(href)")
          // It says where it comes from.
          #expect(!entry.elements("a").isEmpty && entry.elements("a")[0].text.contains(/\w/), "\(path): \(href)")
          // Leads of release notes stand at the top of their pages and have no anchors.
          if target.page.hasPrefix("releases/"), target.fragment.isEmpty {
            let words = entry.elements("mark").map(\.text).joined().squeezed
            #expect(site[target.page]?.text.squeezed.contains(words) == true, "\(path): \(href)")
            counts["lead", default: 0] += 1
            continue
          }
          #expect(ids[target.page]?.contains(target.fragment) == true, "\(path): \(href)")
          guard target.fragment.contains(/^(m\d+-|note-)?p-[0-9a-f]{8}(-\d+)?$/) else {
            counts["heading", default: 0] += 1
            continue
          }
          let words = entry.elements("mark").map(\.text).joined().squeezed
          let paragraph = site[target.page]?.element(id: target.fragment)?.text.squeezed ?? ""
          #expect(!words.isEmpty && !paragraph.isEmpty, "\(path): \(href)")
          // A reference reads as its target's title where it stands; a kfunc's name reads the same on both sides.
          if path.hasPrefix("kfuncs/") { #expect(paragraph.contains(words), "\(path): \(words) at \(href)") }
          counts[
            target.fragment.hasPrefix("m") ? "thread" : target.fragment.hasPrefix("note") ? "note" : "text", default: 0] +=
            1
        }
      }
    }
    #expect(counts["thread", default: 0] > 5)
    // `scx_bpf_cpu_rq` and `bpf_get_file_xattr` in that of 7.3, among others.
    #expect(counts["lead", default: 0] > 5)
    #expect(counts["note", default: 0] > 20)
    #expect(counts["text", default: 0] > 20)
  }

  @Test func everyFragmentOfAParagraphExists() async throws {
    let site = try await Self.site.value
    let ids = site.mapValues { Set($0.values(of: "id")) }
    var kinds: [String: Int] = [:]
    for (path, tokens) in site {
      for href in tokens.values(of: "href") where href.contains("p-") && href.contains("#") {
        guard let target = Self.target(href, from: path), target.fragment.contains(/(^|-)p-[0-9a-f]{8}/) else {
          continue
        }
        #expect(ids[target.page]?.contains(target.fragment) == true, "\(path): \(href)")
        kinds[String(path.prefix { $0 != "/" }), default: 0] += 1
      }
    }
    for kind in ["policies", "threads", "kfuncs"] { #expect(kinds[kind, default: 0] > 0, "\(kind)") }
  }

  @Test func quotedWordsAreMarkedInTheMessageAndLedToFromTheClause() async throws {
    let thread = try await page("threads/idmapped-mounts")
    let policy = try await page("policies/kfunc-lifecycle")
    // Documentation/bpf/kfuncs.rst: the VFS maintainer quotes the end of b), the BPF maintainer the first paragraph and a
    // sentence of 3.1.
    for (message, clause, speaker, begin, end) in [
      (
        "m3", "lifecycle-b-out-of-tree", "Christian Brauner", "Unlike with regular kernel symbols", "taken into account"
      ),
      ("m10", "lifecycle-no-stability", "Alexei Starovoitov", "kfuncs provide a kernel", "deemed necessary"),
      ("m10", "deprecation-at-once", "Alexei Starovoitov", "As described above, while sometimes", "in their subsystem"),
    ] {
      let article = try #require(thread.element(id: message))
      let marked = article.elements("mark").map(\.text).joined().squeezed
      #expect(marked.contains(begin) && marked.contains(end), "\(message)")
      let notes = article.elements("p", class: "context")
      let note = try #require(notes.first { $0.values(of: "href") == ["../../policies/kfunc-lifecycle/#" + clause] })
      #expect(note.text.contains("official words of") && note.text.contains("quoted by \(speaker)"))
      // Back, to the very paragraph: it holds the words.
      let back = policy.values(of: "href").filter { $0.hasPrefix("../../threads/idmapped-mounts/#\(message)-p-") }
      let paragraphs = back.compactMap { thread.element(id: String($0.drop { $0 != "#" }.dropFirst()))?.text.squeezed }
      #expect(paragraphs.contains { $0.contains(begin) }, "\(clause)")
      #expect(
        policy.elements("mark").map(\.text.squeezed).contains { $0.contains(begin) && $0.contains(end) }, "\(clause)")
    }
    // What was not quoted is not marked.
    let first = try #require(thread.element(id: "m1"))
    #expect(first.elements("mark").isEmpty)
  }

  @Test func clausesAreLinkedByTheirOwnNamesAndKeepTheAnchorsOfTheirHeadings() async throws {
    let site = try await Self.site.value
    let policy = try await page("policies/kfunc-lifecycle")
    let ids = policy.values(of: "id")
    for (clause, heading) in [
      ("lifecycle-no-stability", "no-stability-guarantee"),
      ("lifecycle-b-out-of-tree", "b-programs-outside-the-tree-count"),
      ("deprecation-procedure", "how-a-deprecated-kfunc-goes"),
    ] {
      #expect(ids.count { $0 == clause } == 1 && ids.count { $0 == heading } == 1)
      for (path, tokens) in site where !path.hasPrefix("policies/kfunc-lifecycle/") {
        #expect(!tokens.values(of: "href").contains { $0.hasSuffix("kfunc-lifecycle/#" + heading) }, "\(path)")
      }
    }
    #expect(policy.values(of: "href").contains("#lifecycle-b-out-of-tree"))
    #expect(policy.values(of: "href").contains("#deprecation-procedure"))
  }

  @Test func clauseTellsWhatItReachesBySubsystemAndRelease() async throws {
    let text = try await page("policies/flags").text
    // net/bpf/test_run.c:751 of 6.1 gives it KF_ACQUIRE; 7.3 has no function of that name.
    #expect(text.contains("bpf_kfunc_call_test_kptr_get reached in 6.1; absent in 6.12, 7.2 and 7.3"))
    // fs/bpf_fs_kfuncs.c of 6.12 gives them KF_TRUSTED_ARGS; that of 7.2 and 7.3 does not know the flag.
    #expect(
      text.contains(
        "bpf_get_dentry_xattr, bpf_get_file_xattr, bpf_get_task_exe_file, bpf_path_d_path reached in 6.12, no longer in 7.2 "
          + "and 7.3"))
    let links = try await page("policies/flags").values(of: "href")
    #expect(links.contains("../../subsystems/scheduler-sched-ext/"))
  }

  @Test func usersInTheTreeStandWithFileAndRelease() async throws {
    let area = try await page("users/sched_ext-schedulers")
    let entry = try #require(area.elements("li").first { $0.text.hasPrefix("tools/sched_ext/scx_simple.bpf.c") })
    // Read in tools/sched_ext/scx_simple.bpf.c of 6.12, 7.2 and 7.3; the calls were renamed between the first two.
    #expect(entry.text.contains("in 6.12, 7.2 and 7.3: "))
    for words in ["scx_bpf_create_dsq,", "scx_bpf_consume (in 6.12)", "scx_bpf_dsq_move_to_local (in 7.2 and 7.3)"] {
      #expect(entry.text.contains(words), "\(words)")
    }
    #expect(entry.values(of: "href").contains("../../kfuncs/scx_bpf_consume/#users"))
    let source =
      "https://git.kernel.org/pub/scm/linux/kernel/git/stable/linux.git/tree/tools/sched_ext/scx_simple.bpf.c"
    #expect(entry.values(of: "href").contains { $0.hasPrefix(source + "?h=v7.3.4#n") })
    let users = try await page("users")
    #expect(users.values(of: "href").contains("sched_ext-schedulers/"))
    #expect(users.text.contains("Not searched: "))
  }

  @Test func linesOfSourcesLeadToTheTagOfWhatWasRead() async throws {
    let entry = try await page("kfuncs/bpf_get_file_xattr")
    let base = "https://git.kernel.org/pub/scm/linux/kernel/git/stable/linux.git/tree/"
    // Debian's 7.3.4, fs/bpf_fs_kfuncs.c:439: the filter.
    #expect(entry.values(of: "href").contains(base + "fs/bpf_fs_kfuncs.c?h=v7.3.4#n439"))
    #expect(entry.text.contains("lines of what was read here (Debian's patched source) can differ from it"))
  }

  @Test func whatLoadersSayIsCitedAndDated() async throws {
    let text = try await page("kfuncs/bpf_task_acquire/stability").text
    #expect(text.contains("extern (func ksym) 'bpf_task_acquire': not found in kernel or module BTFs"))
    #expect(text.contains("tools/lib/bpf/libbpf.c:8824 of 7.3; compared on 2026-11-22"))
    #expect(!text.contains("It can be in a module."))
    #expect(try await page("kfuncs/bpf_ct_change_status/stability").text.contains("It can be in a module."))
  }
}

extension String {
  /// White space of any kind as one space.
  fileprivate var squeezed: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
