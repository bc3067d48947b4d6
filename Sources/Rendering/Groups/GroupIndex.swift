public import CatalogueFacts
internal import KfuncModel
internal import RecordWords
public import Resolution

/// All groups of a directory, found in one walk.
public struct GroupIndex: Sendable {
  /// The groups of each kind, by name.
  let groups: [GroupKind: [KfuncGroup]]
  /// The BPF programs in the kernel trees, by area.
  package let treeUses: TreeUses

  /// The groups of `directory`, its subsystems as `subsystems` has them.
  public init(_ directory: KfuncDirectory, _ subsystems: SubsystemMap) {
    var found: [GroupKind: [String: KfuncGroup]] = [:]
    for history in directory.histories {
      var holds: [Key: [String?]] = [:]
      for (position, facts) in history.facts.enumerated() {
        guard let facts else { continue }
        for (key, words) in Self.keys(of: facts, subsystems) {
          holds[key, default: Array(repeating: nil, count: history.facts.count)][position] = words
        }
      }
      for (key, holds) in holds {
        found[key.kind, default: [:]][key.name, default: Self.group(key, subsystems)].members
          .append(KfuncGroup.Member(history: history, holds: holds))
      }
    }
    // What a release defines has its page, used or not.
    for catalogue in directory.catalogues {
      let flags = catalogue.flags.map { Key(kind: .flag, name: $0.flag.rawValue) }
      let types = catalogue.hooks.flatMap(\.programTypes).map { Key(kind: .programType, name: $0.rawValue) }
      let sets = catalogue.idSets.map { Key(kind: .idSet, name: $0.name) }
      for key in flags + types + sets where found[key.kind]?[key.name] == nil {
        found[key.kind, default: [:]][key.name] = Self.group(key, subsystems)
      }
    }
    for subsystem in subsystems.subsystems where found[.subsystem]?[subsystem.title] == nil {
      found[.subsystem, default: [:]][subsystem.title] = Self.group(
        Key(kind: .subsystem, name: subsystem.title), subsystems)
    }
    treeUses = TreeUses(directory.catalogues)
    groups = found.mapValues { groups in
      groups.values.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }
  }

  private struct Key: Hashable {
    let kind: GroupKind
    let name: String
  }

  private static func group(_ key: Key, _ subsystems: SubsystemMap) -> KfuncGroup {
    KfuncGroup(
      kind: key.kind, name: key.name, key: key.kind == .subsystem ? subsystems.subsystem(key.name)?.slug : nil)
  }

  /// The keys that hold for a kfunc in a release, with what is said of it under each.
  private static func keys(of facts: KfuncFacts, _ subsystems: SubsystemMap) -> [Key: String] {
    var keys: [Key: String] = [:]
    for section in facts.maintainers { keys[Key(kind: .subsystem, name: section.title)] = "also" }
    if let principal = subsystems.principal(of: facts.kfunc.name) {
      keys[Key(kind: .subsystem, name: principal.title)] = "yes"
    }
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
  public func pages(of directory: KfuncDirectory, _ sources: SourceLinks = SourceLinks()) -> [any Page] {
    var pages: [any Page] = []
    for kind in GroupKind.allCases {
      let groups = groups[kind] ?? []
      pages.append(GroupListPage(kind, groups, directory))
      for group in groups { pages.append(GroupPage(group, directory, sources)) }
    }
    return pages
  }
}
