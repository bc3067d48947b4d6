import Diagnostics
import KfuncModel
import MarkdownSyntax

@testable import Resolution

/// A document with the names, clauses and threads that it may link to.
struct LinkScene {
  static let names = [
    "bpf_task_acquire", "bpf_task_release", "bpf_strcmp", "crash_kexec", "scx_bpf_dsq_insert",
    "scx_bpf_dsq_insert___v2",
  ]

  var targets = KnownTargets(
    names: KfuncNames(catalogued: names, written: ["scx_bpf_dispatch"], proposed: ["bpf_is_idmapped_mnt"]),
    clauses: ["lifecycle-out-of-tree": KnownTargets.ClausePlace(policy: "lifecycle", anchor: "out-of-tree")],
    threads: ["idmapped-mounts": 7], releases: Committed.releases)

  func links(
    _ text: String, _ kind: LinkSource.Kind = .page("about"), path: String = "Content/pages/about.md",
    speakers: [LinkSource.Speaker] = []
  ) -> DocumentLinks {
    links(Array(text.utf8), kind, path: path, speakers: speakers)
  }

  func links(
    _ bytes: [UInt8], _ kind: LinkSource.Kind = .page("about"), path: String = "Content/pages/about.md",
    speakers: [LinkSource.Speaker] = []
  ) -> DocumentLinks {
    DocumentLinks(LinkSource(kind, MarkdownDocument(path: path, bytes: bytes), speakers: speakers), targets: targets)
  }

  /// The diagnostics of one document, as `line:column: severity: message [code]`.
  func faults(_ text: String, _ kind: LinkSource.Kind = .page("about")) -> [String] {
    CrossLinks([links(text, kind)], targets: targets).diagnostics.map { fault in
      let place = "\(fault.location?.line ?? 0):\(fault.location?.column ?? 0)"
      return "\(place): \(fault.severity.word): \(fault.message) [\(fault.code.rawValue)]"
    }
  }
}

extension DocumentLinks {
  /// `line:column form name` of each mention.
  var described: [String] {
    mentions.map { mention in
      let place = mention.range.map { "\($0.line):\($0.column)" } ?? "?"
      return "\(place) \(mention.form) \(mention.name)"
    }
  }
}
