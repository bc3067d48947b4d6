public import KfuncModel
public import MarkdownSyntax

/// What a reference leads to.
public enum ReferenceTarget: Hashable, Sendable {
  /// A kfunc, by name.
  case kfunc(String)
  /// A clause, by id, with where it stands.
  case clause(String, KnownTargets.ClausePlace)
  /// A thread by slug, or one of its messages by number.
  case thread(String, message: Int?)
  /// A release, which may have no catalogue or be yet to come.
  case release(KernelRelease, ReleaseList.Standing)
}

/// Why a reference leads nowhere.
public enum UnresolvedReference: Error, Hashable, Sendable {
  /// Nothing has that name; what kind of thing was meant.
  case unknown(CrossReference.Kind, String)
  /// The thread lists fewer messages.
  case noMessage(thread: String, number: String, count: Int)
  /// No version such as `6.12`.
  case noVersion(String)
  /// A release that was skipped.
  case neverExisted(KernelRelease, between: KernelRelease?, and: KernelRelease?)
  /// A release older than the list of releases.
  case beforeList(KernelRelease)
}

/// A reference with what it leads to.
public struct ResolvedReference: Hashable, Sendable {
  /// The reference as written.
  public var reference: CrossReference
  /// What it leads to; nil where it leads nowhere, which a diagnostic tells.
  public var target: ReferenceTarget?
  /// Where it is written.
  public var range: SourceRange?
  /// The passage that it stands in, as a position in ``DocumentLinks/passages``.
  public var passage: Int
  /// Where its text stands in the passage's, in bytes.
  public var bytes: Range<Int>
}

extension KnownTargets {
  /// What `reference` leads to.
  public func resolve(_ reference: CrossReference) throws(UnresolvedReference) -> ReferenceTarget {
    let name = reference.target
    switch reference.kind {
    case .kfunc:
      if names.standing(of: name) != nil { return .kfunc(name) }
    case .clause:
      if let place = clauses[name] { return .clause(name, place) }
    case .thread: return try thread(name)
    case .release: return try release(name)
    default:
      // Without a kind it is whatever has the name, kfuncs before clauses before threads.
      if names.standing(of: name) != nil { return .kfunc(name) }
      if let place = clauses[name] { return .clause(name, place) }
      if threads[name] != nil { return .thread(name, message: nil) }
    }
    throw .unknown(reference.kind, name)
  }

  private func thread(_ target: String) throws(UnresolvedReference) -> ReferenceTarget {
    guard let sign = target.firstIndex(of: "#") else {
      guard threads[target] != nil else { throw .unknown(.thread, target) }
      return .thread(target, message: nil)
    }
    let slug = String(target[..<sign])
    let number = String(target[target.index(after: sign)...])
    guard let count = threads[slug] else { throw .unknown(.thread, slug) }
    // `#01` and `#+1` would be second spellings of one address.
    guard let value = Int(number), (1...max(1, count)).contains(value), count > 0, String(value) == number else {
      throw .noMessage(thread: slug, number: number, count: count)
    }
    return .thread(slug, message: value)
  }

  private func release(_ text: String) throws(UnresolvedReference) -> ReferenceTarget {
    guard let release = KernelRelease(text) else { throw .noVersion(text) }
    let standing = releases.standing(of: release)
    switch standing {
    case .imported, .notImported, .toCome: return .release(release, standing)
    case .beforeList: throw .beforeList(release)
    case .neverExisted:
      throw .neverExisted(
        release, between: releases.releases.last { $0 < release.mainline },
        and: releases.releases.first { $0 > release.mainline })
    }
  }
}
