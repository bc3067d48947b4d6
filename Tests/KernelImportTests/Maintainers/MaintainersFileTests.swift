import Diagnostics
import KernelImport
import KfuncModel
import Testing

@Suite struct MaintainersFileTests {
  private func read(_ text: String) -> (file: MaintainersFile, diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    let file = MaintainersFile(bytes: Array(text.utf8), diagnostics: &diagnostics)
    return (file, diagnostics)
  }

  private func titles(_ path: String, _ text: String, folders: Set<String> = []) -> [String] {
    read(text).file.sections(of: path, isFolder: folders.contains).map(\.title)
  }

  static let sample = """
    People who look after things
    ============================

    Letters and their order
    -----------------------

    \tM: *Mail* patches to: Name <name@example.org>
    \tF: *Files* and folders
    \t   F:\tdrivers/widget/\tall files below
    \tN: [^a-z]gadget   all files whose path has it

    The list
    --------

    ACME: WIDGETS\tAND [GADGETS] (everything)
    M:\tAda Example <ada@example.org>
    R:\tBob Example <bob@example.org>
    L:\twidgets@lists.example.org (moderated for non-subscribers)
    L:\tGadget list <gadgets@lists.example.org>
    S:\tOdd Fixes
    T:\tgit  git://git.example.org/widgets.git\tnext
    F:\tdrivers/widget/
    X:\tdrivers/widget/legacy/

    ROTORS
    L:\trotors@lists.example.org
    S:\tMaintained
    F:\tdrivers/widget/rotor*.c

    # a comment does not end a section
    F:\tlib/rotor.c
    THE REST
    L:\tall@lists.example.org
    S:\tBuried
    F:\t*
    F:\t*/
    """

  @Test func readsSectionsAndNotTheSampleLettersOfTheIntroduction() {
    let (file, diagnostics) = read(Self.sample)
    #expect(diagnostics == [])
    #expect(
      file.sections == [
        MaintainersSection(
          title: "ACME: WIDGETS AND [GADGETS] (everything)", line: 15, status: "Odd Fixes",
          lists: ["widgets@lists.example.org", "gadgets@lists.example.org"],
          trees: ["git git://git.example.org/widgets.git next"]),
        MaintainersSection(title: "ROTORS", line: 25, status: "Maintained", lists: ["rotors@lists.example.org"]),
        MaintainersSection(title: "THE REST", line: 32, status: "Buried", lists: ["all@lists.example.org"]),
      ])
  }

  @Test func ordersByDepthOfThePatternAndLeavesOutTheRest() {
    let file = read(Self.sample).file
    // "drivers/widget/rotor*.c" has depth 3, "drivers/widget/" depth 2.
    #expect(file.sections(of: "drivers/widget/rotor_arm.c").map(\.line) == [25, 15])
    #expect(file.sections(of: "drivers/widget/deep/down.c").map(\.line) == [15])
    #expect(file.sections(of: "drivers/widget/legacy/old.c") == [])
    #expect(file.sections(of: "lib/rotor.c").map(\.title) == ["ROTORS"])
    #expect(file.sections(of: "init/main.c") == [])
  }

  @Test func listsEachFileOnceInOrderWithTheSectionsThatOccur() {
    let (sections, files) = read(Self.sample).file.maintainers(
      of: ["lib/rotor.c", "init/main.c", "drivers/widget/a.c", "lib/rotor.c"])
    #expect(
      files == [
        FileMaintainers(file: "drivers/widget/a.c", sections: ["ACME: WIDGETS AND [GADGETS] (everything)"]),
        FileMaintainers(file: "init/main.c", sections: []),
        FileMaintainers(file: "lib/rotor.c", sections: ["ROTORS"]),
      ])
    #expect(sections.map(\.title) == ["ACME: WIDGETS AND [GADGETS] (everything)", "ROTORS"])
  }

  @Test(arguments: [
    ("net/*", "net/a.c", true), ("net/*", "net/core/a.c", false), ("net/*/", "net/core/a.c", true),
    ("*/net/*", "drivers/net/a.c", true), ("*/net/*", "net/a.c", false),
    ("fs/**/*foo*.c", "fs/a/b/xfoox.c", true), ("fs/**/*foo*.c", "fs/a/bar.c", false),
    ("fs/**/*foo*.c", "fs/foo.c", false),  // both slashes of the pattern are asked for
    ("drivers/da90??.c", "drivers/da9052.c", true), ("drivers/da90??.c", "drivers/da905.c", false),
    ("mm/sl?b*", "mm/slab_common.c", true), ("clk/clk-sc[mp]i.c", "clk/clk-scpi.c", true),
    ("clk/clk-sc[mp]i.c", "clk/clk-scxi.c", false), ("lib/a.c", "lib/aXc", false),
    ("lib/a.c", "lib/a.cpp", true),  // patterns need not reach the end of the name
    ("lib/a", "lib/a/b.c", true), ("lib/a.d", "lib/a.d/b.c", false),  // a dot hides a folder from the script
    ("lib/rotor", "lib/rotors.c", true), ("lib/rot[", "lib/rot[", false),
  ])
  func matchesFilePatternsAsGetMaintainerDoes(pattern: String, path: String, matches: Bool) {
    #expect(titles(path, "SECTION\nF:\t\(pattern)\n") == (matches ? ["SECTION"] : []))
  }

  @Test func aPatternThatNamesAFolderMeansOnlyTheFolder() {
    #expect(titles("lib/rotors.c", "SECTION\nF:\tlib/rotor\n", folders: ["lib/rotor"]) == [])
    #expect(titles("lib/rotor/a.c", "SECTION\nF:\tlib/rotor\n", folders: ["lib/rotor"]) == ["SECTION"])
    #expect(titles("lib/r+r/a/b.c", "SECTION\nF:\tlib/r[+]r\n") == [])
  }

  @Test func theLastPatternThatMatchesSetsTheDepth() {
    // As in the script: A's last match is its N:, which has depth 0, so B comes first.
    let text = "A\nF:\tnet/core/a.c\nN:\tcore\n\nB\nF:\tnet/\n"
    #expect(titles("net/core/a.c", text) == ["B", "A"])
  }

  @Test func sectionsOfTheSameDepthStandByLine() {
    #expect(titles("net/a.c", "B\nF:\tnet/\n\nA\nF:\tnet/\n\nC\nF:\tnet/a.c\n") == ["C", "B", "A"])
  }

  @Test func aPatternThatDoesNotCompileIsAWarningAtItsPlace() {
    let (file, diagnostics) = read("A\nN:\tfoo(?=bar)\nF:\tlib/\n")
    #expect(
      diagnostics.map(\.description) == [
        "MAINTAINERS:2:8: maintainers-pattern: pattern left out: look-around and inline options are not read"
      ])
    #expect(file.sections(of: "lib/a.c").count == 1)
    #expect(read("A\nF:\n").diagnostics.map(\.description) == ["MAINTAINERS:2:3: maintainers-pattern: empty pattern"])
    #expect(
      read("F:\tlib/\nA\n").diagnostics.map(\.description) == [
        "MAINTAINERS:1:1: maintainers-missing-title: field before any title"
      ])
  }

  @Test func readsCarriageReturnsInvalidTextAndAMissingLastLineFeed() {
    var diagnostics: [Diagnostic] = []
    let bytes = Array("A ".utf8) + [0xff] + Array("\r\nS:\tMaintained\r\nF:\tlib/\r\n\r\nB\r\nF:\tmm/".utf8)
    let file = MaintainersFile(bytes: bytes, diagnostics: &diagnostics)
    #expect(file.sections.map(\.title) == ["A \u{fffd}", "B"])
    #expect(file.sections.map(\.status) == ["Maintained", nil])
    #expect(file.sections(of: "lib/a.c").map(\.line) == [1])
    #expect(file.sections(of: "mm/a.c").map(\.line) == [5])
    #expect(diagnostics.map(\.description) == ["MAINTAINERS:1: invalid-utf8: text is not UTF-8"])
  }

  @Test func hostileFilesEndSoon() {
    let long = String(repeating: "*a", count: 50_000)
    let (file, diagnostics) = read("A\nF:\t\(long)\nF:\t" + String(repeating: "*a", count: 1000) + "\n")
    #expect(diagnostics.count == 1)
    #expect(file.sections(of: String(repeating: "a", count: 999)) == [])
    #expect(file.sections(of: String(repeating: "a", count: 1000)).count == 1)
    #expect(read("A\n" + String(repeating: "N:\t(\n", count: 500)).diagnostics.count == 101)
    #expect(read(String(repeating: "\t", count: 100_000)).file.sections == [])
    // Globs beyond the 20,000th are left out with a warning; patterns without globs are not counted.
    let globs = read("A\n" + String(repeating: "F:\t*\n", count: 20_001) + "F:\tlib/\nF:\tmm/x*\n")
    #expect(globs.diagnostics.map(\.location?.line) == [20_002, 20_004])
    #expect(globs.file.sections(of: "lib/a.c").count == 1)
    #expect(globs.file.sections(of: "mm/x.c") == [])
  }
}

extension Diagnostic {
  /// Place, code and headline.
  var description: String { "\(location.map(\.description) ?? "-"): \(code.rawValue): \(message)" }
}
