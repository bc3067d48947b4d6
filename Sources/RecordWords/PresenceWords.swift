package import CatalogueFacts
internal import KfuncModel
internal import TextBytes

/// Where a kfunc is present and absent, told in words from the record alone.
package enum PresenceWords {
  /// `Present in 6.12, 7.2 and 7.3; absent in 6.1.`
  package static func sentence(_ history: KfuncHistory) -> String { .written { add(history, to: &$0) } }

  /// Adds ``sentence(_:)``.
  package static func add(_ history: KfuncHistory, to bytes: inout [UInt8]) {
    let count = history.facts.count { $0 != nil }
    add(present: count, absent: history.facts.count - count, to: &bytes) { isPresent, bytes in
      var next = 0
      Phrases.add(isPresent ? count : history.facts.count - count, to: &bytes) { _, bytes in
        while (history.facts[next] != nil) != isPresent { next += 1 }
        history.releases[next].add(to: &bytes)
        next += 1
      }
    }
    bytes.add(".")
  }

  /// Adds the sentence without its end; `releases` adds those that have the kfunc, or those that have not.
  static func add(
    present: Int, absent: Int, to bytes: inout [UInt8], _ releases: (_ isPresent: Bool, inout [UInt8]) -> Void
  ) {
    bytes.add(absent == 0 && present != 1 ? "Present in all releases read: " : "Present in ")
    releases(true, &bytes)
    if absent == 0 { return }
    bytes.add("; absent in ")
    releases(false, &bytes)
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
