import KernelSources

/// Which files of a kernel tree an import reads.
enum KernelSelection {
  static let makefile = "Makefile"
  static let maintainers = "MAINTAINERS"
  static let flagHeader = "include/linux/btf.h"
  static let hookTable = "kernel/bpf/btf.c"
  /// Where the verifier compares parameter names; 6.1 has that in `btf.c`.
  static let verifierFiles = ["kernel/bpf/verifier.c", "kernel/bpf/btf.c"]
  /// Documents whose sections are the policy and its forerunner.
  static let policyDocuments = ["Documentation/bpf/kfuncs.rst", "Documentation/bpf/bpf_design_QA.rst"]

  /// Words of files that define, collect or register kfuncs.
  static let kernelWords = [
    "__bpf_kfunc", "BTF_ID_FLAGS", "BTF_SET8_START", "BTF_KFUNCS_START", "btf_kfunc_id_set", "_KFUNC_",
  ]
  /// Words of files that are compiled for BPF.
  static let programWords = ["__ksym", "vmlinux.h", "bpf_helpers.h", "SEC(\""]
  /// A C file that contains another.
  static let inclusionWord = ".c\""

  /// What the first look at a tree keeps.
  static let first = SourceSelection(
    always: { path in
      path == maintainers || path == flagHeader || verifierFiles.contains(path) || policyDocuments.contains(path)
        || isBuildFile(path) || isProgramHeader(path)
    },
    examine: isC, words: kernelWords + programWords + [inclusionWord])

  /// More names are not looked for, since each slows the search of every byte, and a warning says so.
  static let mostSoughtNames = 256

  /// What a second look keeps: files that hold one of `names`, for functions whose own file has no kfunc word.
  static func second(names: [String]) -> SourceSelection {
    SourceSelection(
      always: { _ in false }, examine: { isC($0) && !$0.hasPrefix("tools/") && !$0.hasPrefix("samples/") }, words: names
    )
  }

  static func isC(_ path: String) -> Bool {
    path.utf8.suffix(2).elementsEqual(".c".utf8) || path.utf8.suffix(2).elementsEqual(".h".utf8)
  }

  /// Files of Kbuild and Kconfig; those of tools and documentation build no kernel code.
  private static func isBuildFile(_ path: String) -> Bool {
    let name = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[path.index(after: $0)...] } ?? path[...]
    guard name == "Makefile" || name == "Kbuild" || name.hasPrefix("Kconfig") else { return false }
    return !path.hasPrefix("tools/") && !path.hasPrefix("Documentation/") && !path.hasPrefix("samples/")
  }

  /// Headers that only the BPF programs beside them tell to be headers of BPF programs.
  private static func isProgramHeader(_ path: String) -> Bool {
    guard path.utf8.suffix(2).elementsEqual(".h".utf8) else { return false }
    return path.hasPrefix("tools/testing/selftests/bpf/") || path.hasPrefix("tools/sched_ext/")
      || path.hasPrefix("tools/testing/selftests/sched_ext/") || path.hasPrefix("drivers/hid/bpf/progs/")
      || path.hasPrefix("samples/bpf/")
  }
}
