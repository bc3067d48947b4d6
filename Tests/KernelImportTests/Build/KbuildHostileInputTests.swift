import Diagnostics
import KernelImport
import KfuncModel
import Testing

@Suite struct KbuildHostileInputTests {
  private func condition(_ makefile: String, of path: String = "a.c") -> BuildCondition {
    var diagnostics: [Diagnostic] = []
    let files = ["Kbuild": Array(makefile.utf8), "Kconfig": Array("config A\n\tbool\n".utf8)]
    return KbuildTree(files: files, diagnostics: &diagnostics).condition(of: path)
  }

  private let unknown = BuildCondition(symbols: [], form: .unknown)

  @Test func aFileOfTenMegabytesIsAWarningAndNotRead() {
    var diagnostics: [Diagnostic] = []
    let line = Array(repeating: UInt8(ascii: "a"), count: 10 << 20)
    let tree = KbuildTree(files: ["x/Makefile": line, "x/Kconfig": line, "x/a.c": line], diagnostics: &diagnostics)
    #expect(tree.condition(of: "x/a.c") == unknown)
    #expect(diagnostics.compactMap { $0.location?.file }.sorted() == ["x/Kconfig", "x/Makefile"])
    #expect(Set(diagnostics.map(\.code.rawValue)) == ["build-file-too-large"])
  }

  @Test func continuationsAndUnclosedReferencesEnd() {
    #expect(condition("obj-y += " + String(repeating: "\\\n", count: 50_000) + "a.o\n").form == .builtIn)
    #expect(condition("obj-y += " + String(repeating: "$(", count: 50_000) + " a.o\n") == unknown)
    #expect(condition("obj-y += a.o\nobj-" + String(repeating: "$(x", count: 50_000)).form == .builtIn)
    #expect(condition("obj-y += a.o \\").form == .builtIn)
    #expect(condition("ifeq (" + String(repeating: "(", count: 50_000) + "\nobj-y += a.o").form == .builtIn)
  }

  @Test func deepConditionalsAreUnreadAndTheRestIsRead() {
    let depth = 3000
    let open = (0..<depth).map { "ifdef CONFIG_S\($0)\n" }.joined()
    let text = open + "obj-y += a.o\n" + String(repeating: "endif\n", count: depth) + "obj-y += b.o\n"
    #expect(condition(text).form == .unknown)
    #expect(condition(text, of: "b.c") == BuildCondition(symbols: [], form: .builtIn))
    let chain = (0..<300).map { "else ifdef CONFIG_S\($0)\nobj-y += a.o\n" }.joined()
    #expect(condition("ifdef CONFIG_A\n" + chain + "endif").form == .unknown)
    #expect(condition("endif\nelse\nendif\nobj-y += a.o").form == .builtIn)
  }

  @Test func cyclesOfCompositesAndVariablesEnd() {
    #expect(condition("a-y := a.o\n") == unknown)
    #expect(condition("b-y := a.o\nc-y := b.o\nb-y += c.o\n") == unknown)
    #expect(condition("V = a.o $(V) $(W)\nW = $(V)\nobj-y += $(W)\n").form == .builtIn)
    let many = String(repeating: "a-y += a.o\n", count: 8000)
    #expect(condition(many) == unknown)
    #expect(condition(String(repeating: "b-y += a.o\na-y += b.o\n", count: 5000)) == unknown)
  }
}
