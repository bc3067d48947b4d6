public import Diagnostics
public import KfuncModel
public import SiteContent
internal import Stages

/// Everything that can be found wrong with a site's content without building it.
///
/// | found | by |
/// | --- | --- |
/// | what cannot be read, unknown keys, altered quotations, names and ids that do not agree between files | reading (`ContentFolder.diagnostics`) |
/// | events that contradict the catalogues | the record (`RecordBuilder`) |
/// | `unknown-kfunc`, `unknown-clause`, `unknown-thread`, `unknown-message`, `unknown-release` | references |
/// | `unknown-flag`, `unknown-program-type`, `unknown-id-set`, `unknown-subsystem`, `selector-reaches-nothing` | selectors |
/// | `broken-link`, `broken-anchor` | links written by hand |
/// | `stale-fact` | the dates on which facts were verified |
/// | `unlinked-thread`, `duplicate-id` | threads |
public enum ContentCheck {
  /// What is wrong with `content`, sorted, each once.
  ///
  /// - Parameters:
  ///   - content: The content as it was read.
  ///   - links: Its links.
  ///   - record: What the record found wrong.
  ///   - pages: The addresses of the pages that are made, `/kfuncs/bpf_x/`, asked for once and only where a document
  ///     links to one; nil where nobody knows them, and such links are not looked at.
  ///   - date: The day on which facts have their age; nil where none is known, and no age is looked at. Never today: the
  ///     same content gives the same answer tomorrow.
  public static func diagnostics(
    of content: ContentFolder, links: ContentLinks, record: [Diagnostic] = [],
    pages: (() -> Set<String>)? = nil, on date: CalendarDate?
  ) -> [Diagnostic] {
    var found = Set(content.diagnostics + record + links.crossLinks.diagnostics)
    if !content.catalogues.isEmpty {
      var selectors = SelectorChecks(links.words.value, subsystems: links.subsystems)
      var first = 0
      for policy in content.policies {
        found.formUnion(selectors.diagnostics(of: policy) { links.reach.reachesAny(clause: first + $0) })
        first += policy.clauses.count
      }
    }
    var checks = LinkChecks(links.crossLinks.documents, pages: pages)
    for document in links.crossLinks.documents where !document.handLinks.isEmpty {
      found.formUnion(checks.diagnostics(of: document))
    }
    if let date { found.formUnion(FactAges.diagnostics(of: content, on: date)) }
    found.formUnion(ThreadChecks.diagnostics(of: content, links))
    return found.sorted()
  }

  /// The day on which facts have their age: that of `epoch` (the value of SOURCE_DATE_EPOCH), else the latest that an
  /// imported catalogue's source or release has; nil where neither is known.
  public static func date(of content: ContentFolder, epoch: String?) -> CalendarDate? {
    if let epoch, let seconds = Int(epoch) { return CalendarDate(secondsSince1970: seconds) }
    let releases = content.releaseList
    let sources = content.catalogues.compactMap(\.source.date)
    return (sources + releases.imported.compactMap { releases.entry(of: $0)?.date }).max()
  }
}
