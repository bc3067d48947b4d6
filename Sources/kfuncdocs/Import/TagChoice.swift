import KernelSources
import KfuncModel

/// Which of several tags are imported: a catalogue stands for one release, so of `v6.12`, `v6.12.1` and `v6.12.2`
/// the last does.
struct TagChoice {
  /// The tags to import, in the order of their releases; tags that name no release come last, by name.
  let sources: [GitSource]
  /// Tags left out, each with the one that stands for its release.
  let superseded: [(left: String, taken: String)]

  init(_ tags: [GitSource]) {
    var newest: [KernelRelease: (version: KernelRelease, source: GitSource)] = [:]
    var unnamed: [GitSource] = []
    var left: [(source: GitSource, release: KernelRelease)] = []
    for source in tags {
      guard let version = KernelRelease(source.name) else {
        unnamed.append(source)
        continue
      }
      if let other = newest[version.mainline], version < other.version {
        left.append((source, version.mainline))
      } else {
        if let other = newest[version.mainline] { left.append((other.source, version.mainline)) }
        newest[version.mainline] = (version, source)
      }
    }
    sources = newest.sorted { $0.key < $1.key }.map(\.value.source) + unnamed.sorted { $0.name < $1.name }
    superseded = left.sorted { $0.source.name < $1.source.name }.map { left in
      (left.source.name, newest[left.release]?.source.name ?? "")
    }
  }
}
