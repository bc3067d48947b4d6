internal import TextBytes

/// A kind of event in the life of a kfunc, by its stable name: `prototype-changed`.
///
/// An open set. The first group is derived by comparison of releases, the second is written by people; a few can be both.
public struct EventKind: RawRepresentable, Hashable, Sendable, Comparable {
  /// The name, in kebab case.
  public let rawValue: String
  /// The kind of that name.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Absent before, present now.
  public static let added = EventKind(rawValue: "added")
  /// Present before, absent now.
  public static let removed = EventKind(rawValue: "removed")
  /// Present again after an absence.
  public static let restored = EventKind(rawValue: "restored")
  /// Another prototype, in C or as a BPF program sees it.
  public static let prototypeChanged = EventKind(rawValue: "prototype-changed")
  /// Other flags in the same ID set.
  public static let flagsChanged = EventKind(rawValue: "flags-changed")
  /// Stricter arguments without a difference in its own sources.
  public static let tightened = EventKind(rawValue: "tightened")
  /// Registered for, or open to, other program types.
  public static let programTypesChanged = EventKind(rawValue: "program-types-changed")
  /// Filters admit other programs.
  public static let filterChanged = EventKind(rawValue: "filter-changed")
  /// Listed in other ID sets.
  public static let idSetChanged = EventKind(rawValue: "id-set-changed")
  /// Defined in another file.
  public static let moved = EventKind(rawValue: "moved")
  /// Goes by another name; a suspicion until written content confirms it.
  public static let renamed = EventKind(rawValue: "renamed")
  /// Other configuration symbols, or built in another form.
  public static let buildChanged = EventKind(rawValue: "build-changed")
  /// Another kernel-doc comment.
  public static let kernelDocChanged = EventKind(rawValue: "kernel-doc-changed")
  /// A notice of deprecation or removal appeared in the source.
  public static let noticeAppeared = EventKind(rawValue: "notice-appeared")
  /// A notice of deprecation or removal went from the source.
  public static let noticeVanished = EventKind(rawValue: "notice-vanished")
  /// Became, or ceased to be, for the kernel's own tests only.
  public static let testingOnlyChanged = EventKind(rawValue: "testing-only-changed")

  /// Does something else with the same prototype and flags.
  public static let behaviourChanged = EventKind(rawValue: "behaviour-changed")
  /// Declared deprecated.
  public static let deprecated = EventKind(rawValue: "deprecated")
  /// Somebody stated an intention: a removal, a deprecation.
  public static let planStated = EventKind(rawValue: "plan-stated")
  /// A stated intention was taken back.
  public static let planWithdrawn = EventKind(rawValue: "plan-withdrawn")
  /// Present and not working as documented.
  public static let defective = EventKind(rawValue: "defective")
  /// A defect was repaired.
  public static let fixed = EventKind(rawValue: "fixed")
  /// Proposed, not merged.
  public static let proposed = EventKind(rawValue: "proposed")
  /// A proposal was declined.
  public static let rejected = EventKind(rawValue: "rejected")

  /// The kinds that only people can write, because no comparison sees them.
  public static let writtenOnly: Set<EventKind> = [
    .behaviourChanged, .deprecated, .planStated, .planWithdrawn, .defective, .fixed, .proposed, .rejected,
  ]
  /// The kinds that comparison finds and people can confirm, or date exactly.
  public static let datable: Set<EventKind> = [
    .added, .removed, .restored, .renamed, .prototypeChanged, .flagsChanged, .programTypesChanged, .filterChanged,
    .moved,
  ]
  /// The kinds after which a kfunc is present, or absent, that was not before.
  public static let ofPresence: Set<EventKind> = [.added, .removed, .restored]
  /// The kinds that belong to no release.
  public static let ofProposals: Set<EventKind> = [.proposed, .rejected]

  /// The name as words: `Prototype changed`.
  public var title: String {
    guard rawValue.utf8.allSatisfy({ $0 < 0x80 }) else {
      let words = rawValue.replacing("-", with: " ")
      return words.prefix(1).uppercased() + words.dropFirst()
    }
    return String(room: rawValue.utf8.count) { title in
      for byte in rawValue.utf8 {
        let isSmall = byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
        title.append(title.isEmpty && isSmall ? byte - 0x20 : byte == UInt8(ascii: "-") ? 0x20 : byte)
      }
    }
  }

  /// Order by name in bytes.
  public static func < (left: EventKind, right: EventKind) -> Bool {
    left.rawValue.utf8.lexicographicallyPrecedes(right.rawValue.utf8)
  }
}

/// What a change can mean for a program that calls the kfunc; a fact about mechanism, not a grade.
public struct ChangeImpact: RawRepresentable, Hashable, Sendable, Comparable {
  /// The word.
  public let rawValue: String
  /// The impact of that word.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// A program that was written for the old release can fail to load or to compile.
  public static let breaks = ChangeImpact(rawValue: "breaks")
  /// The verifier asks more of the caller: some programs are refused that were accepted.
  public static let tightens = ChangeImpact(rawValue: "tightens")
  /// The verifier asks less, or more programs may call.
  public static let relaxes = ChangeImpact(rawValue: "relaxes")
  /// Worth knowing; whether it matters depends on the program.
  public static let information = ChangeImpact(rawValue: "information")
  /// No program can tell the difference.
  public static let invisible = ChangeImpact(rawValue: "invisible")

  /// Whether it can make a program fail that was fine.
  public var canBreak: Bool { self == .breaks || self == .tightens }

  /// From invisible to breaking; an unknown word stands with information.
  public static func < (left: ChangeImpact, right: ChangeImpact) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .breaks: 4
    case .tightens: 3
    case .relaxes: 2
    case .invisible: 0
    default: 1
    }
  }
}
