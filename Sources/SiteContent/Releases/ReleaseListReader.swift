internal import Diagnostics
internal import KfuncModel
internal import YAMLText

/// Reads `releases.yml`: every mainline release in order.
enum ReleaseListReader {
  static func read(_ file: ContentFile, diagnostics: inout [Diagnostic]) -> [KernelReleaseEntry] {
    guard let root = YAMLFile.root(of: file, diagnostics: &diagnostics) else { return [] }
    var fields = ContentFields(root, what: "releases.yml")
    var entries: [KernelReleaseEntry] = []
    for node in fields.nodes("releases") {
      guard let entry = entry(node, diagnostics: &diagnostics) else { continue }
      if let last = entries.last, entry.release <= last.release {
        fields.report(
          "out-of-order",
          entries.contains { $0.release == entry.release }
            ? "release \(entry.release) stands twice" : "release \(entry.release) must stand before \(last.release)",
          node.location)
        continue
      }
      if let last = entries.last, let date = entry.date, let before = entries.last(where: { $0.date != nil })?.date,
        date < before
      {
        fields.report(
          "out-of-order", "release \(entry.release) cannot be older than what precedes it (\(last.release))",
          node.location)
      }
      entries.append(entry)
    }
    fields.finish(into: &diagnostics)
    return entries
  }

  private static func entry(_ node: YAMLNode, diagnostics: inout [Diagnostic]) -> KernelReleaseEntry? {
    var fields = ContentFields(node, what: "release")
    let name = fields.string("release")
    let date = fields.date("date")
    let isLongTerm = fields.optionalBool("long-term") ?? false
    let source = fields.citation("source", required: date != nil || isLongTerm)
    let verified = fields.date("verified")
    if source != nil, verified == nil {
      fields.report("missing-key", "release lacks the key 'verified', the day its source was read", node.location)
    }
    var release: KernelRelease?
    if let name {
      release = KernelRelease(name)
      if release == nil || release?.point != 0 || release?.candidate != nil || release?.description != name {
        fields.report("wrong-type", "'\(name.prefix(40))' is no mainline release such as \"6.12\"", node.location)
        release = nil
      }
    }
    fields.finish(into: &diagnostics)
    guard let release else { return nil }
    return KernelReleaseEntry(release: release, date: date, isLongTerm: isLongTerm, source: source)
  }
}
