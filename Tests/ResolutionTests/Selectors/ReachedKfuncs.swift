import KfuncModel
import Resolution

extension ClauseReach {
  /// The names of the kfuncs that a clause reaches in `release`.
  func kfuncs(ofClause clause: Int, in release: KernelRelease) -> [String] {
    let names = names(in: release)
    return positions(ofClause: clause, in: release).map { names[$0] }
  }
}
