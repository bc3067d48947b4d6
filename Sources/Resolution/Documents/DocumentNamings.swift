internal import KfuncModel

/// What a document names, each name with the positions of its mentions or references, in their order.
struct DocumentNamings: Sendable {
  private(set) var kfuncs: [String: [Int]] = [:]
  private(set) var clauses: [String: [Int]] = [:]
  private(set) var threads: [String: [Int]] = [:]
  /// Whether a reference names a release that is yet to come.
  private(set) var hasReleaseToCome = false

  init(mentions: [Mention], references: [ResolvedReference]) {
    for (position, mention) in mentions.enumerated() { kfuncs[mention.name, default: []].append(position) }
    for (position, reference) in references.enumerated() {
      switch reference.target {
      case .clause(let id, _): clauses[id, default: []].append(position)
      case .thread(let slug, _): threads[slug, default: []].append(position)
      case .release(_, .toCome): hasReleaseToCome = true
      default: break
      }
    }
  }
}
