import Diagnostics
import KfuncModel

/// The filters that registered sets name.
struct FilterFacts {
  /// The filters, by place.
  let filters: [KfuncFilter]
  private(set) var diagnostics: [Diagnostic] = []

  /// The definitions of `filters`, each given with the file of a variable that names it. The filter of that file comes
  /// first, then the first of the tree.
  init(_ tree: KernelTree, filters: [String: String], publisher: FilterPublisher) {
    var found: [String: (source: Int, finding: FunctionFinding)] = [:]
    if !filters.isEmpty {
      for (index, source) in tree.kernel.enumerated() {
        for finding in FunctionFinder(source: source).findings(where: { filters[$0] != nil }) where finding.body != nil
        {
          let name = source.text(source.tokens[finding.name])
          let isOwn = source.path == filters[name]
          if let known = found[name], !isOwn || tree.kernel[known.source].path == source.path { continue }
          found[name] = (index, finding)
        }
      }
    }
    let structOps = StructOpsReader.names(in: filters.isEmpty ? [] : tree.kernel)
    var readers: [Int: FilterReader] = [:]
    var published: [KfuncFilter] = []
    for (name, file) in filters.sorted(by: { $0.key < $1.key }) {
      guard let (index, finding) = found[name] else {
        diagnostics.append(
          Diagnostic(
            .warning, "undefined-filter", "no definition of filter '\(name)' was found", at: SourceLocation(file: file))
        )
        continue
      }
      let reader = readers[index] ?? FilterReader(source: tree.kernel[index], structOps: structOps)
      readers[index] = reader
      if let body = reader.read(finding) { published.append(publisher.publish(body)) }
    }
    self.filters = published.sorted { $0.source < $1.source }
  }
}
