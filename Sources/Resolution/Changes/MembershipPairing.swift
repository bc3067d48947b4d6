internal import CatalogueFacts
internal import KfuncModel

/// Which entry of the newer release continues which entry of the older.
///
/// The same set of the same file first; then a set of the same name, since files move; then the one entry that is left on
/// either side, since sets are renamed.
struct MembershipPairing {
  private(set) var pairs: [(old: SetEntry, new: SetEntry)] = []
  /// Entries without a continuation by file or name, renamed ones included.
  private(set) var lost: [SetEntry] = []
  /// Entries that continue none by file or name, renamed ones included.
  private(set) var gained: [SetEntry] = []

  init(_ old: [SetEntry], _ new: [SetEntry]) {
    var rest = new
    var unmatched: [SetEntry] = []
    for membership in old {
      if let index = rest.firstIndex(where: { $0.set == membership.set }) {
        pairs.append((membership, rest.remove(at: index)))
      } else {
        unmatched.append(membership)
      }
    }
    for membership in unmatched {
      if let index = rest.firstIndex(where: { $0.set.name == membership.set.name }) {
        pairs.append((membership, rest.remove(at: index)))
      } else {
        lost.append(membership)
      }
    }
    gained = rest
    if lost.count == 1, gained.count == 1 { pairs.append((lost[0], gained[0])) }
  }
}
