extension ReleaseCatalogue {
  /// The hook that a program type maps to, nil when the release's table does not know the type.
  public func hook(of type: ProgramType) -> KfuncHook? { hooks.first { $0.programTypes.contains(type) } }

  /// The program types that registering for `type` opens: all that share its hook; `type` alone when the table does
  /// not know it.
  public func programTypes(sharingHookWith type: ProgramType) -> [ProgramType] {
    hook(of: type)?.programTypes ?? [type]
  }

  /// The kfunc named `name`, found by halving: kfuncs are sorted by name.
  public func kfunc(_ name: String) -> Kfunc? {
    var low = 0
    var high = kfuncs.count
    while low < high {
      let middle = (low + high) / 2
      if kfuncs[middle].name.utf8.lexicographicallyPrecedes(name.utf8) { low = middle + 1 } else { high = middle }
    }
    return low < kfuncs.count && kfuncs[low].name == name ? kfuncs[low] : nil
  }
}
