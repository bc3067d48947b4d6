public import CatalogueFacts
internal import KfuncModel

/// All groups of a directory, found in one walk.
public struct GroupIndex: Sendable {
  /// The groups of each kind, by name.
  let groups: [GroupKind: [KfuncGroup]]

  /// The groups of `directory`.
  public init(_ directory: KfuncDirectory) {
    var found: [GroupKind: [String: KfuncGroup]] = [:]
    for history in directory.histories {
      var holds: [Key: [String?]] = [:]
      for (position, facts) in history.facts.enumerated() {
        guard let facts else { continue }
        for (key, words) in Self.keys(of: facts) {
          holds[key, default: Array(repeating: nil, count: history.facts.count)][position] = words
        }
      }
      for (key, holds) in holds {
        found[key.kind, default: [:]][key.name, default: KfuncGroup(kind: key.kind, name: key.name)].members
          .append(KfuncGroup.Member(history: history, holds: holds))
      }
    }
    groups = found.mapValues { groups in
      groups.values.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }
  }

  private struct Key: Hashable {
    let kind: GroupKind
    let name: String
  }

  /// The keys that hold for a kfunc in a release, with what is said of it under each.
  private static func keys(of facts: KfuncFacts) -> [Key: String] {
    var keys: [Key: String] = [:]
    if let subsystem = Subsystem.name(of: facts) { keys[Key(kind: .subsystem, name: subsystem)] = "yes" }
    for access in facts.access where access.mayCall {
      let words = access.outcome == .open ? "yes" : AccessWords.answer(access.outcome)
      keys[Key(kind: .programType, name: access.programType.rawValue)] = words
    }
    for membership in facts.memberships {
      keys[Key(kind: .idSet, name: membership.set.name)] = "yes"
      for flag in membership.member.flags {
        // Sets may disagree; then the page says in which it holds.
        let everywhere = facts.memberships.allSatisfy { $0.member.flags.contains(flag) }
        let key = Key(kind: .flag, name: flag.rawValue)
        if everywhere {
          keys[key] = "yes"
        } else {
          keys[key] = (keys[key].map { $0 + ", " } ?? "in ") + membership.set.name
        }
      }
    }
    return keys
  }

  /// The pages of all groups, and of the lists of them.
  public func pages(of directory: KfuncDirectory) -> [any Page] {
    var pages: [any Page] = []
    for kind in GroupKind.allCases {
      let groups = groups[kind] ?? []
      pages.append(GroupListPage(kind, groups, directory))
      for group in groups { pages.append(GroupPage(group, directory)) }
    }
    return pages
  }
}
