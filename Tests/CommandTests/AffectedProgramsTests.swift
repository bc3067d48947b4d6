import Foundation
import TestFiles
import Testing

/// `kfuncdocs release-notes --affected` over BPF programs, with the catalogues of this repository: in 7.3
/// `scx_bpf_cpu_rq` is gone and `bpf_task_from_pid` stays (kernel/sched/ext/ext.c and kernel/bpf/helpers.c of the trees).
@Suite struct AffectedProgramsTests {
  private static let content = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Content").path

  private func notes(_ path: String, _ arguments: String...) async throws -> KfuncdocsProgram.Outcome {
    try await KfuncdocsProgram.run(
      ["release-notes", "7.2..7.3", "--content", Self.content, "--affected", path] + arguments)
  }

  private static let strong = """
    extern struct rq *scx_bpf_cpu_rq(int cpu) __ksym;
    extern struct task_struct *bpf_task_from_pid(int pid) __ksym;
    long f(void) { return (long)scx_bpf_cpu_rq(0) + (long)bpf_task_from_pid(1); }

    """

  @Test func aStrongExternThatIsGoneIsAnErrorAtItsDeclaration() async throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.strong, to: "src/prog.bpf.c")
    for path in [folder("src"), folder("src/prog.bpf.c")] {
      let outcome = try await notes(path)
      #expect(outcome.status == 1)
      #expect(outcome.errors.hasPrefix("\(folder("src/prog.bpf.c")):1: error: 7.3 has no kfunc scx_bpf_cpu_rq"))
      #expect(!outcome.errors.contains("bpf_task_from_pid"))
      #expect(outcome.output.contains("Found at prog.bpf.c:1"))
    }
  }

  @Test func aWeakExternThatIsGoneIsAWarning() async throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.strong.replacing("cpu) __ksym", with: "cpu) __ksym __weak"), to: "prog.bpf.c")
    let outcome = try await notes(folder.path)
    #expect(outcome.status == 0)
    #expect(outcome.errors.hasPrefix("\(folder("prog.bpf.c")):1: warning: 7.3 has no kfunc scx_bpf_cpu_rq"))
  }

  @Test func aCompiledObjectIsReadLikeItsSource() async throws {
    let folder = try TemporaryFolder()
    let source = "#define __ksym __attribute__((section(\".ksyms\")))\nstruct rq;\nstruct task_struct;\n" + Self.strong
    try folder.write(source, to: "prog.bpf.c")
    try run("clang", "-target", "bpfel", "-O2", "-g", "-c", folder("prog.bpf.c"), "-o", folder("prog.bpf.o"))
    let outcome = try await notes(folder("prog.bpf.o"))
    #expect(outcome.status == 1)
    #expect(outcome.errors.hasPrefix("\(folder("prog.bpf.o")): error: 7.3 has no kfunc scx_bpf_cpu_rq"))
  }

  @Test func whatCannotBeReadStopsTheCommand() async throws {
    let folder = try TemporaryFolder()
    try folder.write("no object\n", to: "a.o")
    try folder.write("int main(void) { return 0; }\n", to: "a.c")
    for (path, code) in [
      (folder("a.o"), "[not-an-object]"), (folder("a.c"), "[no-kfuncs]"), (folder("absent.o"), "[unreadable-file]"),
    ] {
      let outcome = try await notes(path)
      #expect(outcome.status == 2 && outcome.output.isEmpty)
      #expect(outcome.errors.contains(code), "\(outcome.errors)")
    }
  }
}
