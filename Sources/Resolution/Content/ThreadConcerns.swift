internal import SiteContent

/// Which threads concern which kfunc, and why: a patch that proposed it may be left out of every excerpt.
public struct ThreadConcerns: Sendable {
  /// Why a thread concerns a kfunc, the nearest reason first.
  public enum Reason: Int, Hashable, Sendable, Comparable {
    /// `thread.yml` lists it.
    case listed
    /// An excerpted message names it.
    case mentioned
    /// `thread.yml` lists its subsystem.
    case subsystem

    /// Nearer reasons come first.
    public static func < (left: Reason, right: Reason) -> Bool { left.rawValue < right.rawValue }
  }

  /// A thread with the nearest reason.
  public struct Concern: Hashable, Sendable {
    /// The thread, by slug.
    public var thread: String
    /// Why.
    public var reason: Reason
  }

  private var named: [String: [String: Reason]] = [:]
  private var bySubsystem: [Subsystem: [String]] = [:]
  private let subsystems: SubsystemMap

  init(_ threads: [ExcerptedThread], documents: [DocumentLinks], subsystems: SubsystemMap) {
    self.subsystems = subsystems
    for document in documents {
      guard case .message(let thread, _) = document.source.kind else { continue }
      document.namings.visitKfuncs(document.mentions) { named[$0, default: [:]][thread] = .mentioned }
    }
    for thread in threads {
      for kfunc in thread.kfuncs { named[kfunc.value, default: [:]][thread.slug] = .listed }
      for title in thread.subsystems {
        guard let subsystem = subsystems.subsystem(title.value) else { continue }
        // Its title and its slug name one subsystem.
        if bySubsystem[subsystem]?.last != thread.slug { bySubsystem[subsystem, default: []].append(thread.slug) }
      }
    }
  }

  /// The threads that concern the kfunc `name`, by reason, then by slug.
  public func threads(concerning name: String) -> [Concern] {
    var reasons = named[name] ?? [:]
    for thread in subsystems.principal(of: name).flatMap({ bySubsystem[$0] }) ?? [] where reasons[thread] == nil {
      reasons[thread] = .subsystem
    }
    return reasons.map { Concern(thread: $0.key, reason: $0.value) }.sorted { first, second in
      first.reason != second.reason
        ? first.reason < second.reason : first.thread.utf8.lexicographicallyPrecedes(second.thread.utf8)
    }
  }

  /// The threads that list `subsystem`, in the order of the threads.
  public func threads(concerning subsystem: Subsystem) -> [String] { bySubsystem[subsystem] ?? [] }
}
