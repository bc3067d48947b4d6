package import CatalogueFacts
internal import KfuncModel

/// Where a kfunc is present and absent, told in words from the record alone.
package enum PresenceWords {
  /// `Present in 6.12, 7.2 and 7.3; absent in 6.1.`
  package static func sentence(_ history: KfuncHistory) -> String {
    let present = history.present.map(\.description)
    let absent = history.absent.map(\.description)
    if absent.isEmpty {
      let releases = Phrases.list(present)
      return present.count == 1 ? "Present in \(releases)." : "Present in all releases read: \(releases)."
    }
    return "Present in \(Phrases.list(present)); absent in \(Phrases.list(absent))."
  }

  /// `4 releases read: 6.1.176, …. Others were not checked.`
  package static func coverage(_ directory: KfuncDirectory) -> String {
    let versions = directory.catalogues.map(\.source.version)
    switch versions.count {
    case 0: return "No release read."
    case 1: return "1 release read: \(versions[0]). Others were not checked."
    default:
      return "\(versions.count) releases read: \(Phrases.list(versions)). Others were not checked."
    }
  }
}
