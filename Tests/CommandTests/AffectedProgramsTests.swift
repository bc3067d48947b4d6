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

  /// Read in the trees: `bpf_stream_vprintk` of 7.2 and 7.3 takes four arguments (kernel/bpf/stream.c), and
  /// `scx_bpf_cidperf_set` returns nothing in 7.2 and a number in 7.3 (kernel/sched/ext/ext.c). libbpf compares kinds of
  /// types, so `__u32` and `u32` are one.
  @Test func theProgramsOwnPrototypesAreHeldAgainstBothReleases() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      extern int bpf_stream_vprintk(int id, const char *fmt, const void *args, u32 len, void *aux) __ksym;
      extern void scx_bpf_cidperf_set(s32 cid, u32 perf) __ksym;
      extern int bpf_strcmp(const char *a, const char *b) __ksym;
      int f(void) { scx_bpf_cidperf_set(0, 1); return bpf_stream_vprintk(1, 0, 0, 0, 0) + bpf_strcmp("a", "b"); }

      """, to: "prog.bpf.c")
    let outcome = try await notes(folder("prog.bpf.c"), "--format", "json")
    #expect(outcome.output.contains(#""older":"int bpf_stream_vprintk("#))
    func answers(_ name: String) throws -> String {
      let line = try #require(
        outcome.output.split(separator: "\n").first { $0.hasPrefix("{\"kfunc\":\"\(name)\",\"presence\"") })
      return line.matches(of: /"fits(Older|Newer)":(true|false)/).map { "\($0.1) \($0.2)" }.joined(separator: ", ")
    }
    #expect(try answers("bpf_stream_vprintk") == "Older false, Newer false")
    #expect(try answers("scx_bpf_cidperf_set") == "Older true, Newer false")
    #expect(try answers("bpf_strcmp") == "Older true, Newer true")
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
