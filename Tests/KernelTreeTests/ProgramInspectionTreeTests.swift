import Diagnostics
import Foundation
import KernelImport
import KernelSources
import KfuncModel
import ProgramInspection
import TestFiles
import Testing

/// The kernel's own BPF programs, against grep.
@Suite(.enabled(if: KernelFolder.isGiven, "KFUNCDOCS_KERNELS names no folder of kernels"))
struct ProgramInspectionTreeTests {
  /// Every line with the word `__ksym` is one declaration in these folders: none writes it in a comment, a text or a
  /// macro.
  @Test(arguments: ["tools/testing/selftests/bpf/progs", "tools/sched_ext", "drivers/hid/bpf/progs"])
  func findsEveryKsymThatGrepFinds(folder: String) async throws {
    let path = try KernelFolder().tree("7.3").path + "/" + folder
    let lines = try run("grep", "-rwn", "__ksym", "--include=*.[ch]", ".", in: path)
    var expected: [String: Int] = [:]
    for line in lines.split(separator: "\n") {
      expected[String(line.dropFirst(2).prefix { $0 != ":" }), default: 0] += 1
    }
    let result = try await ProgramReader(kfuncs: []).read(path)
    var found: [String: Int] = [:]
    for place in result.ksymDeclarations { found[place.file, default: 0] += 1 }
    let wrong = Set(expected.keys).union(found.keys).sorted().filter { expected[$0] != found[$0] }
    #expect(wrong.map { "\($0): grep \(expected[$0] ?? 0), found \(found[$0] ?? 0)" } == [])
    #expect(expected.values.reduce(0, +) > 5)
  }

  /// Programs of the tree run on their own kernel: what does not fit is what the tests mean not to fit, read off
  /// `task_kfunc_success.c` (`bpf_task_acquire___two` and `___three` are declared wrong on purpose).
  @Test func itsOwnProgramsFitTheRelease() async throws {
    let kernel = try KernelFolder().tree("7.3")
    let catalogue = try await KernelImporter().catalogue(of: TreeSource(path: kernel.path)).catalogue
    var wrong: [String] = []
    for folder in ["tools/testing/selftests/bpf/progs", "tools/sched_ext", "drivers/hid/bpf/progs"] {
      let names = Set(catalogue.kfuncs.map(\.name))
      let result = try await ProgramReader(kfuncs: names).read("\(kernel.path)/\(folder)")
      for use in result.uses where names.contains(use.name) && use.isUsed {
        for difference in use.differences(in: catalogue) where difference.kind == .incompatiblePrototype {
          wrong.append("\(use.declaration?.file ?? "") \(use.spelledName)")
        }
      }
    }
    #expect(wrong == ["task_kfunc_success.c bpf_task_acquire___two", "task_kfunc_success.c bpf_task_acquire___three"])
  }
}
