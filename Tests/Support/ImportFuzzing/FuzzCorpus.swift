internal import Foundation
internal import KernelSources

/// The real files that fuzzing starts from.
public struct FuzzCorpus: Sendable {
  /// A small whole kernel that surrounds every mutated file.
  let base: [SourceFile]
  /// Files to mutate, sorted by path within each kernel.
  let files: [SourceFile]

  /// How many files there are to mutate.
  public var count: Int { files.count }

  /// Files larger than this are left out: a case must be fast.
  static let largestFile = 400 << 10
  /// More files than this are thinned out evenly.
  static let mostFiles = 3_000

  /// The files of the fixtures, in the folder of all fixtures, and those that matter of the kernels in `kernels`.
  public init(fixtures: String, kernels: [String] = []) throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: fixtures).sorted()
    let everything = SourceSelection(always: { _ in true }, examine: { _ in false }, words: [])
    base = try TreeSource(path: "\(fixtures)/_base/tree").select(everything).files
    var files = base
    for name in names where !name.hasPrefix("_") {
      let tree = "\(fixtures)/\(name)/tree"
      guard FileManager.default.fileExists(atPath: tree) else { continue }
      files += try TreeSource(path: tree).select(everything).files
    }
    for kernel in kernels {
      let found = try TreeSource(path: kernel).select(Self.interesting).files.filter {
        $0.bytes.count <= Self.largestFile
      }
      let step = max(1, found.count * kernels.count / Self.mostFiles)
      files += stride(from: 0, to: found.count, by: step).map { found[$0] }
    }
    self.files = files
  }

  /// What an import reads of a kernel, and a look around.
  private static let interesting = SourceSelection(
    always: { path in
      path == "MAINTAINERS" || path == "Makefile" || path == "Documentation/bpf/kfuncs.rst"
        || path.hasPrefix("net/") && (path.hasSuffix("/Makefile") || path.hasSuffix("/Kconfig"))
    },
    examine: { $0.hasSuffix(".c") || $0.hasSuffix(".h") },
    words: ["__bpf_kfunc", "BTF_ID_FLAGS", "BTF_KFUNCS_START", "btf_kfunc_id_set", "__ksym", "SEC(\""])
}
