import Diagnostics
import KfuncModel
import MarkdownSyntax
import SiteContent
import Testing

@Suite struct PolicyTests {
  static let policy = """
    ---
    title: A policy
    clauses:
      - id: one
        heading: the-first
        selector: {flag: KF_ACQUIRE}
        source: {document: Documentation/a.rst, section: "1", lines: {"6.12": 10, "7.2": 12}}
        verified: 2026-11-22
      - id: two
        heading: the-second
        selector: all
    ---

    Before.

    ## The first

    Text of one.

    ### Deeper

    Still one.

    ## The second

    Text of two.

    ## Afterwards

    Of no clause.
    """

  @Test func dividesAPolicyIntoClauses() throws {
    let content = try ContentFixture(["policies/p.md": Self.policy]).read()
    #expect(content.diagnostics.isEmpty)
    let policy = try #require(content.policies.first)
    #expect(policy.slug == "p")
    #expect(policy.title == "A policy")
    #expect(policy.clauses.map(\.id) == ["one", "two"])
    let first = policy.clauses[0]
    #expect(first.selector == .flag(KfuncFlag(rawValue: "KF_ACQUIRE")))
    let old = KernelRelease(major: 6, minor: 12)
    let new = KernelRelease(major: 7, minor: 2)
    #expect(
      first.source
        == ClauseSource(
          document: "Documentation/a.rst", section: "1", releases: [old, new], lines: [old: 10, new: 12]))
    #expect(policy.clauses[1].source == nil)
    // Behind a paragraph: heading, paragraph, deeper heading, paragraph; heading, paragraph.
    #expect(policy.placesOfClauses(among: 9) == [1..<5, 5..<7])
  }

  @Test(arguments: [
    ("id: one", "id: One", ":4 wrong-slug"),
    ("id: two", "id: one", ":9 duplicate-id"),
    ("heading: the-first", "heading: the-frst", ":4 unknown-anchor"),
    ("heading: the-second", "heading: the-first", ":9 duplicate-anchor"),
    ("    selector: all\n", "", ":9 missing-key"),
    ("    verified: 2026-11-22\n", "", ":4 missing-key"),
    (", lines: {\"6.12\": 10, \"7.2\": 12}", "", ":7 missing-key"),
    ("{\"6.12\": 10", "{\"6.12\": ten", ":7 wrong-type"),
    ("lines: {\"6.12\": 10", "releases: [\"7.2\"], lines: {\"6.12\": 10", ":7 wrong-type"),
    ("\"7.2\": 12", "\"6.14\": 12", ":4 unknown-release"),
    ("document: Documentation/a.rst", "document: /etc/passwd", ":7 wrong-type"),
    ("title: A policy\n", "", ":2 missing-key"),
    ("title:", "titel: A\ntitle:", ":2 unknown-key"),
    ("selector: all", "selector: every", ":11 wrong-selector"),
    ("selector: all", "selector: [all]", ":11 wrong-selector"),
    ("selector: all", "selector: {flag: KF_A, path: a}", ":11 wrong-selector"),
    ("selector: all", "selector: {flags: KF_A}", ":11 unknown-key"),
    ("selector: all", "selector: {flag: ACQUIRE}", ":11 wrong-selector"),
    ("selector: all", "selector: {program-type: LSM}", ":11 wrong-selector"),
    ("selector: all", "selector: {path: ../a}", ":11 wrong-selector"),
    ("selector: all", "selector: {any: []}", ":11 wrong-selector"),
    ("selector: all", "selector: {not: {name: }}", ":11 wrong-selector"),
  ])
  func locates(_ change: (from: String, to: String, expected: String)) throws {
    let text = Self.policy.replacing(change.from, with: change.to)
    try #require(text != Self.policy)
    let findings = try ContentFixture(["policies/p.md": text]).findings()
    #expect(findings == ["C/policies/p.md" + change.expected], "\(change.to)")
  }

  @Test(arguments: [
    ("all", ClauseSelector.all),
    ("{subsystem: \"A [B] (C)\"}", .subsystem("A [B] (C)")),
    ("{id-set: a_ids}", .idSet("a_ids")),
    ("{program-type: BPF_PROG_TYPE_LSM}", .programType(ProgramType(rawValue: "BPF_PROG_TYPE_LSM"))),
    ("{path: \"fs/**\"}", .path("fs/**")),
    ("{name: \"scx_*\"}", .name("scx_*")),
    (
      "{any: [{flag: KF_RCU}, {all-of: [all, {not: {name: b}}]}]}",
      .any([.flag(KfuncFlag(rawValue: "KF_RCU")), .allOf([.all, .not(.name("b"))])])
    ),
  ])
  func readsSelectors(_ text: String, _ expected: ClauseSelector) throws {
    let policy = Self.policy.replacing("selector: all", with: "selector: \(text)")
    let content = try ContentFixture(["policies/p.md": policy]).read()
    #expect(content.diagnostics.isEmpty)
    #expect(content.clauses.last?.selector == expected)
  }

  @Test func findsAnIDThatTwoPoliciesUse() throws {
    let findings = try ContentFixture(["policies/a.md": Self.policy, "policies/b.md": Self.policy]).findings()
    #expect(findings == ["C/policies/b.md:4 duplicate-id", "C/policies/b.md:9 duplicate-id"])
  }
}
