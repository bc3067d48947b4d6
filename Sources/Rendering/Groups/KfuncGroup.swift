internal import CatalogueFacts
internal import KfuncModel

/// The keys by which kfuncs can be looked through.
public enum GroupKind: String, Sendable, CaseIterable {
  case subsystem, programType, flag, idSet

  /// The folder of its pages.
  var folder: String {
    switch self {
    case .subsystem: "subsystems"
    case .programType: "program-types"
    case .flag: "flags"
    case .idSet: "id-sets"
    }
  }

  /// The title of the list of its pages.
  public var title: String {
    switch self {
    case .subsystem: "Subsystems"
    case .programType: "Program types"
    case .flag: "Flags"
    case .idSet: "ID sets"
    }
  }

  /// Whether its names are names in C.
  var isCode: Bool { self != .subsystem }
}

/// Kfuncs that share a key in some release: a flag, a program type, an ID set, a subsystem.
struct KfuncGroup: Sendable {
  /// A kfunc with what each release says of it under the key; nil where the key does not hold.
  struct Member: Sendable {
    let history: KfuncHistory
    var holds: [String?]
  }

  /// The kind of the key.
  let kind: GroupKind
  /// The key: `KF_ACQUIRE`.
  let name: String
  /// The kfuncs, by name.
  var members: [Member] = []

  init(kind: GroupKind, name: String, key: String? = nil) {
    self.kind = kind
    self.name = name
    self.key = key ?? name
  }

  /// The kfuncs for which the key holds in the newest release.
  var current: Int { members.count { $0.holds.last.flatMap { $0 } != nil } }

  /// What its address ends in: the name, or a subsystem's slug.
  let key: String
  /// Its page.
  var address: PageAddress { .group(kind, key) }
}

extension PageAddress {
  /// The list of all groups of a kind.
  public static func groups(_ kind: GroupKind) -> PageAddress { PageAddress(kind.folder) }

  /// The page of one group: a subsystem by its slug, others by name.
  package static func group(_ kind: GroupKind, _ key: String) -> PageAddress {
    PageAddress(in: kind.folder, key)
  }
}
