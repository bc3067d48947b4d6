internal import KfuncModel
internal import Resolution

/// What becomes of the kfuncs that somebody asked about.
struct AffectedReckoning {
  private let frame: NotesReckoning

  init(_ frame: NotesReckoning) { self.frame = frame }

  /// One answer for each use.
  func kfuncs(of affected: AffectedKfuncs) -> [AffectedKfunc] {
    let older = prototypes(frame.old)
    let newer = prototypes(frame.new)
    var near = NearNames(frame.source.targets.names.names)
    var breaking: [String: Set<EventKind>] = [:]
    for change in frame.comparison.changes where change.impact.canBreak {
      breaking[change.kfunc, default: []].insert(change.kind)
    }
    return affected.uses.map { use in
      let before = older[use.name]
      let after = newer[use.name]
      let presence: AffectedKfunc.Presence =
        before != nil ? (after != nil ? .both : .olderOnly) : (after != nil ? .newerOnly : .neither)
      var kinds = breaking[use.name] ?? []
      // A weak declaration is made for kernels without the kfunc.
      if use.isWeak == true { kinds.remove(.removed) }
      return AffectedKfunc(
        use: use, presence: presence, older: before ?? nil, newer: after ?? nil,
        fitsOlder: fits(use, before ?? nil), fitsNewer: fits(use, after ?? nil), breaking: kinds.sorted(),
        near: presence == .neither && frame.source.targets.names.standing(of: use.name) == nil
          ? near.nearest(to: use.name) : nil)
    }
  }

  /// What programs see of each kfunc; nil where no definition was found.
  private func prototypes(_ catalogue: ReleaseCatalogue) -> [String: Prototype?] {
    let seen = catalogue.kfuncs.map { kfunc in
      (kfunc.name, kfunc.principalDefinition.map { $0.bpfPrototype ?? $0.prototype })
    }
    return Dictionary(seen) { first, _ in first }
  }

  private func fits(_ use: AffectedKfuncs.Use, _ prototype: Prototype?) -> Bool? {
    guard let own = use.prototype, let prototype else { return nil }
    return PrototypeFit.fits(own, prototype)
  }
}

/// Whether the loader takes one prototype for another: `bpf_core_types_are_compat` in `tools/lib/bpf/relo_core.c` follows
/// typedefs and qualifiers, and then compares kinds of types, not their names.
enum PrototypeFit {
  /// Nil where a typedef is not known here, so that nothing is claimed of it.
  static func fits(_ declared: Prototype, _ kernel: Prototype) -> Bool? {
    guard declared.parameters.count == kernel.parameters.count else { return false }
    var answer: Bool? = true
    let pairs = zip(
      [declared.returnType] + declared.parameters.map(\.type), [kernel.returnType] + kernel.parameters.map(\.type))
    for (left, right) in pairs {
      guard let first = Kind(left), let second = Kind(right) else {
        // Types that are spelled the same are the same, known or not.
        if words(left) != words(right) { answer = answer == false ? false : nil }
        continue
      }
      if first != second { return false }
    }
    return answer
  }

  private struct Kind: Equatable {
    let base: String
    let pointers: Int

    init?(_ type: String) {
      let words = PrototypeFit.words(type)
      // A function pointer's parameters are beyond a comparison of words.
      guard !type.contains("("), !type.contains("[") else { return nil }
      pointers = words.reduce(0) { $0 + $1.count { $0 == "*" } }
      guard let first = words.first else { return nil }
      switch first {
      case "struct", "union", "enum", "void": base = String(first)
      default:
        guard words.allSatisfy({ PrototypeFit.integers.contains($0) || $0.allSatisfy { $0 == "*" } }) else {
          return nil
        }
        base = "int"
      }
    }
  }

  private static func words(_ type: String) -> [Substring] {
    type.replacing("*", with: " * ").split(separator: " ").filter { $0 != "const" && $0 != "volatile" }
  }

  private static let integers: Set<Substring> = [
    "char", "short", "int", "long", "signed", "unsigned", "bool", "_Bool", "u8", "u16", "u32", "u64", "s8", "s16",
    "s32",
    "s64", "__u8", "__u16", "__u32", "__u64", "__s8", "__s16", "__s32", "__s64", "size_t", "ssize_t", "__be16",
    "__be32",
    "__be64", "__le16", "__le32", "__le64", "gfp_t", "pid_t", "uint32_t", "uint64_t", "int32_t", "int64_t", "uint8_t",
  ]
}
