extension PolicySection {
  /// The anchor that `Documentation/bpf/kfuncs.rst` sets above the section on the life of kfuncs.
  private static let lifecycleAnchor = "BPF_kfunc_lifecycle_expectations"

  /// The section on the life of kfuncs among `sections` of one release, and those below it by their numbers, in their order;
  /// none where no section has the anchor.
  public static func lifecycle(among sections: [PolicySection]) -> [PolicySection] {
    guard let top = sections.first(where: { $0.anchors.contains(lifecycleAnchor) }) else { return [] }
    let below = top.number.map { $0 + "." }
    return sections.filter { section in
      if section == top { return true }
      guard let below, section.source.file == top.source.file else { return false }
      return section.number?.hasPrefix(below) ?? false
    }
  }
}
