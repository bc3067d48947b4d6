import KfuncModel
import ParallelMap

/// The BPF programs of a tree that name its kfuncs.
struct UseFacts {
  /// Uses by kfunc, ordered by place.
  private(set) var byName: [String: [InTreeUse]] = [:]

  init(_ tree: KernelTree, names: Set<String>) async {
    let programs = BPFProgramFiles(tree.programs)
    let found = await programs.sources.parallelMap { UseReader(source: $0).uses(of: names) }
    for (name, use) in found.joined() { byName[name, default: []].append(use) }
    for name in byName.keys {
      byName[name]?.sort { ($0.source, $0.form.rawValue) < ($1.source, $1.form.rawValue) }
    }
  }
}
