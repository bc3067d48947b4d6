internal import CatalogueFacts
internal import KfuncModel

/// A notice of deprecation or removal that the older release does not have.
struct NoticeAppearedRule: ChangeRule {
  func changes(of pair: KfuncPair) -> [ChangeRecord] {
    guard let (old, new) = pair.both else { return [] }
    let fresh = new.notices(without: old)
    guard !fresh.isEmpty else { return [] }
    return [pair.record(.noticeAppeared, .information, new: new.facts(fresh), .notices(fresh))]
  }
}

/// A notice of the older release that the newer does not have. The kfunc is still there.
struct NoticeVanishedRule: ChangeRule {
  func changes(of pair: KfuncPair) -> [ChangeRecord] {
    guard let (old, new) = pair.both else { return [] }
    let gone = old.notices(without: new)
    guard !gone.isEmpty else { return [] }
    return [pair.record(.noticeVanished, .information, old: old.facts(gone), .notices(gone))]
  }
}

extension KfuncFacts {
  /// Every notice at any definition.
  var notices: [DeprecationNotice] { kfunc.definitions.flatMap(\.notices) }

  /// The notices that `other` does not have, whatever their line: a notice is told by its form and the releases that it
  /// names.
  func notices(without other: KfuncFacts) -> [DeprecationNotice] {
    let own = notices
    if own.isEmpty { return [] }
    let known = Set(other.notices.map(NoticeIdentity.init))
    return own.filter { !known.contains(NoticeIdentity($0)) }
  }

  /// The notices as facts of this release.
  func facts(_ notices: [DeprecationNotice]) -> [RecordedFact] {
    notices.map { notice in
      let named = notice.releases.isEmpty ? "" : ", names " + notice.releases.joined(separator: ", ")
      return fact(notice.form.rawValue + named, notice.source)
    }
  }
}

/// What tells one notice from another across releases.
struct NoticeIdentity: Hashable {
  let form: DeprecationNotice.Form
  let releases: [String]

  init(_ notice: DeprecationNotice) {
    form = notice.form
    releases = notice.releases
  }
}
