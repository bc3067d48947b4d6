internal import CatalogueFacts
internal import KfuncModel

/// How the tables of hooks of two releases differ: a type that joins a hook is opened to all kfuncs of that hook at once.
struct HookTableComparison: Sendable {
  /// One hook that gained or lost program types.
  struct HookChange: Sendable {
    let id: ReleaseWideChange.ID
    let title: String
    let explanation: String
    let evidence: [RecordedFact]
  }

  let changes: [HookChange]
  private let old: [ProgramType: String]
  private let new: [ProgramType: String]

  init(old: CatalogueIndex, new: CatalogueIndex) {
    self.old = HookTableComparison.table(old)
    self.new = HookTableComparison.table(new)
    let before = Dictionary(old.catalogue.hooks.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var changes: [HookChange] = []
    for hook in new.catalogue.hooks {
      // A hook that the older table does not have opens nothing that was registered for it before.
      guard let earlier = before[hook.name] else { continue }
      let gained = Set(hook.programTypes).subtracting(earlier.programTypes).sorted()
      let lost = Set(earlier.programTypes).subtracting(hook.programTypes).sorted()
      guard !gained.isEmpty || !lost.isEmpty else { continue }
      changes.append(
        HookTableComparison.change(
          hook, gained: gained, lost: lost,
          evidence: [
            RecordedFact(HookTableComparison.text(earlier), release: old.release, source: earlier.source),
            RecordedFact(HookTableComparison.text(hook), release: new.release, source: hook.source),
          ]))
    }
    self.changes = changes
  }

  /// The change that explains why what `old` and `new` open differs in `type`: the type joined or left a hook that both
  /// are registered for.
  func explanation(for type: ProgramType, old access: SetOpening, new later: SetOpening) -> ReleaseWideChange.ID? {
    guard old[type] != new[type] else { return nil }
    // The hook that it joined, or the one that it left.
    for name in [new[type], old[type]].compactMap(\.self) {
      let wasRegistered = access.registered.keys.contains { $0 != type && old[$0] == name }
      let isRegistered = later.registered.keys.contains { $0 != type && new[$0] == name }
      let id = HookTableComparison.id(name)
      if wasRegistered, isRegistered, changes.contains(where: { $0.id == id }) { return id }
    }
    return nil
  }

  private static func table(_ catalogue: CatalogueIndex) -> [ProgramType: String] {
    var table: [ProgramType: String] = [:]
    for hook in catalogue.catalogue.hooks {
      for type in hook.programTypes where table[type] == nil { table[type] = hook.name }
    }
    return table
  }

  private static func id(_ hook: String) -> ReleaseWideChange.ID {
    ReleaseWideChange.ID(rawValue: "hook-changed:" + hook)
  }

  private static func text(_ hook: KfuncHook) -> String {
    "\(hook.name): " + hook.programTypes.map(\.rawValue).joined(separator: ", ")
  }

  private static func change(
    _ hook: KfuncHook, gained: [ProgramType], lost: [ProgramType], evidence: [RecordedFact]
  ) -> HookChange {
    var parts: [String] = []
    if !gained.isEmpty { parts.append("gained " + gained.map(\.rawValue).joined(separator: ", ")) }
    if !lost.isEmpty { parts.append("lost " + lost.map(\.rawValue).joined(separator: ", ")) }
    return HookChange(
      id: id(hook.name), title: "\(hook.name) \(parts.joined(separator: " and "))",
      explanation: "The program types of a hook share its kfuncs: what is registered for one of them is open to all, "
        + "unless a filter refuses.",
      evidence: evidence)
  }
}
