internal import ImportFuzzing
internal import KfuncModel
internal import MarkdownSyntax
internal import Resolution

/// A mention whose place is called exact is spelled there; every place lies in the file, and every fault has one.
enum MentionPromises {
  private static let targets = KnownTargets(
    names: KfuncNames(
      catalogued: [
        "bpf_task_acquire", "bpf_task_release", "crash_kexec", "scx_bpf_dsq_insert", "scx_bpf_dsq_insert___v2",
      ],
      written: ["scx_bpf_dispatch"], proposed: ["bpf_is_idmapped_mnt"]),
    clauses: ["lifecycle-out-of-tree": KnownTargets.ClausePlace(policy: "lifecycle", anchor: "out-of-tree")],
    threads: ["idmapped-mounts": 7], releases: ReleaseList(entries: [], imported: []))

  static func check(_ file: ContentFuzzFile) throws {
    let document = MarkdownDocument(path: file.path, bytes: file.bytes)
    let links = DocumentLinks(LinkSource(.page("fuzz"), document), targets: targets)
    for mention in links.mentions {
      guard links.passages.indices.contains(mention.passage) else {
        throw FuzzCase.Broken(description: "'\(mention.name)' stands in no passage")
      }
      guard let range = mention.range else { continue }
      guard range.upperBound <= file.bytes.count, range.lowerBound <= range.upperBound else {
        throw FuzzCase.Broken(description: "'\(mention.name)' stands outside of the file")
      }
      guard mention.isExact else { continue }
      let written = String(decoding: file.bytes[range.offsets].filter { $0 != UInt8(ascii: "\\") }, as: UTF8.self)
      guard written == mention.name || written.hasPrefix(mention.name + "___") else {
        throw FuzzCase.Broken(description: "'\(mention.name)' is said to stand at '\(written.prefix(80))'")
      }
    }
    try FuzzPlaces.check(CrossLinks([links], targets: targets).diagnostics, [file])
  }
}
