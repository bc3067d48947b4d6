extension ReleaseCatalogue {
  /// The hook that a program type maps to, nil when the release's table does not know the type.
  public func hook(of type: ProgramType) -> KfuncHook? { hooks.first { $0.programTypes.contains(type) } }

  /// The kfunc named `name`, found by halving: kfuncs are sorted by name.
  public func kfunc(_ name: String) -> Kfunc? {
    var low = 0
    var high = kfuncs.count
    while low < high {
      let middle = (low + high) / 2
      if kfuncs[middle].name.precedesInBytes(name) { low = middle + 1 } else { high = middle }
    }
    return low < kfuncs.count && kfuncs[low].name == name ? kfuncs[low] : nil
  }
}
