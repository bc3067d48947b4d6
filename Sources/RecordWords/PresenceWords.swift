package import CatalogueFacts
internal import KfuncModel
internal import TextBytes

/// Where a kfunc is present and absent, told in words from the record alone.
package enum PresenceWords {
  /// `Present in 6.12, 7.2 and 7.3; absent in 6.1.`
  package static func sentence(_ history: KfuncHistory) -> String { .written { add(history, to: &$0) } }

  /// Adds ``sentence(_:)``.
  package static func add(_ history: KfuncHistory, to bytes: inout [UInt8]) {
    add(present: history.present, absent: history.absent, to: &bytes)
    bytes.add(".")
  }

  /// Adds the sentence without its end.
  static func add(present: [KernelRelease], absent: [KernelRelease], to bytes: inout [UInt8]) {
    bytes.add(absent.isEmpty && present.count != 1 ? "Present in all releases read: " : "Present in ")
    Phrases.add(present, to: &bytes)
    if absent.isEmpty { return }
    bytes.add("; absent in ")
    Phrases.add(absent, to: &bytes)
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
