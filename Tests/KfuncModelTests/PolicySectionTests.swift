import KfuncModel
import Testing

/// Which sections of a release's documents are about the life of kfuncs.
@Suite struct PolicySectionTests {
  private static func section(
    _ number: String?, _ title: String, in file: String = "rules.rst", anchors: [String] = []
  ) -> PolicySection {
    PolicySection(
      number: number, title: title, anchors: anchors, source: SourceReference(file: file, line: 1), hash: title)
  }

  @Test func lifecycleIsTheAnchoredSectionAndThoseBelowIt() {
    let anchored = ["other", "BPF_kfunc_lifecycle_expectations"]
    let sections = [
      Self.section("2", "Before"), Self.section("3", "Life", anchors: anchored), Self.section("3.1", "End"),
      Self.section("3.1.2", "Of the end"), Self.section("30.1", "Another"), Self.section(nil, "No number"),
      Self.section("3.4", "Elsewhere", in: "other.rst"),
    ]
    #expect(PolicySection.lifecycle(among: sections).map(\.title) == ["Life", "End", "Of the end"])
    #expect(PolicySection.lifecycle(among: [sections[0], sections[2]]).isEmpty)
    // Without a number nothing is known to stand below it.
    let alone = [Self.section(nil, "Life", anchors: anchored), Self.section("1", "Other"), Self.section(nil, "Third")]
    #expect(PolicySection.lifecycle(among: alone).map(\.title) == ["Life"])
  }
}
