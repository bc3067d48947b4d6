internal import KfuncModel
internal import MarkdownSyntax
internal import SiteContent

/// What a reference without a label reads on a page: the same words as its link has there.
struct TargetTitles: Sendable {
  private var headings: [KnownTargets.ClausePlace: String] = [:]
  private var threads: [String: String] = [:]
  private var authors: [String: [Int: String]] = [:]

  init(policies: [PolicyDocument], threads messages: [ExcerptedThread]) {
    for policy in policies {
      policy.document.visitHeadings { heading in
        headings[KnownTargets.ClausePlace(policy: policy.slug, anchor: heading.anchor)] = heading.content.plainText
      }
    }
    for thread in messages where threads[thread.slug] == nil {
      threads[thread.slug] = thread.title
      authors[thread.slug] = Dictionary(thread.entries.map { ($0.number, $0.author) }) { first, _ in first }
    }
  }

  /// The title of `target`; nil where nothing has one.
  func title(_ target: ReferenceTarget) -> String? {
    switch target {
    case .kfunc(let name): name
    case .clause(_, let place): headings[place]
    case .thread(let slug, let number?): authors[slug]?[number].map { "message \(number), \($0)" }
    case .thread(let slug, nil): threads[slug]
    case .release(let release, _): release.description
    }
  }
}
