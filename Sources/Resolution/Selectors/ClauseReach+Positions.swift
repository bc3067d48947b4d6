internal import CatalogueFacts
public import KfuncModel

/// Whom clauses reach by position: data name thousands of kfuncs for each of hundreds of clauses, and a list of names for each
/// of these was a hundredth of a build.
extension ClauseReach {
  /// The kfuncs of `release`, by name in bytes; none where it has no catalogue.
  public func names(in release: KernelRelease) -> [String] {
    releases.firstIndex(of: release.mainline).map { indices[$0].kfuncs.map(\.kfunc.name) } ?? []
  }

  /// The positions in ``names(in:)`` of the kfuncs that the clause at a position of ``clauses`` reaches, ascending.
  public func positions(ofClause clause: Int, in release: KernelRelease) -> [Int] {
    guard let number = releases.firstIndex(of: release.mainline), clauses.indices.contains(clause) else { return [] }
    return sets[number][clause].positions
  }
}
