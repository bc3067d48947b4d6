internal import KfuncModel
internal import SiteContent

/// How the sections of policy documents differ, told by their titles: numbers move when a section is put in between.
struct PolicyReckoning {
  private let frame: NotesReckoning

  init(_ frame: NotesReckoning) { self.frame = frame }

  /// Every document that either release has, by path.
  func changes() -> [PolicyDocumentChange] {
    let before = sections(frame.old)
    let after = sections(frame.new)
    return Set(before.keys).union(after.keys).inByteOrder.map { file in
      compare(file, before[file] ?? [], after[file] ?? [])
    }
  }

  private func sections(_ catalogue: ReleaseCatalogue) -> [String: [PolicySection]] {
    Dictionary(grouping: catalogue.policySections) { $0.source.file }
  }

  private func compare(_ file: String, _ old: [PolicySection], _ new: [PolicySection]) -> PolicyDocumentChange {
    let before = keyed(old)
    let after = keyed(new)
    let known = Dictionary(before) { first, _ in first }
    let kept = Dictionary(after) { first, _ in first }
    var change = PolicyDocumentChange(
      file: file, added: [], removed: before.filter { kept[$0.0] == nil }.map(\.1), changed: [], unchanged: 0,
      clauses: [], lifecycle: lifecycle(old, new))
    for (key, section) in after {
      guard let earlier = known[key] else {
        change.added.append(section)
        continue
      }
      if earlier.hash == section.hash { change.unchanged += 1 } else { change.changed.append(section) }
    }
    let touched = Set((change.changed + change.removed).map(\.title))
    for clause in frame.source.content.clauses {
      guard let source = clause.source, source.document == file, let section = source.section else { continue }
      if touched.contains(where: { Self.isTitle($0, of: section) }) { change.clauses.append(clause.id) }
    }
    return change
  }

  /// Sections with their titles, repeated titles counted.
  private func keyed(_ sections: [PolicySection]) -> [(String, PolicySection)] {
    var seen: [String: Int] = [:]
    return sections.map { section in
      seen[section.title, default: 0] += 1
      return ("\(seen[section.title] ?? 1) \(section.title)", section)
    }
  }

  /// Whether a clause's section, as written with its number and perhaps a letter behind, is the one of that title.
  private static func isTitle(_ title: String, of written: String) -> Bool {
    let words = written.drop { $0.isNumber || $0 == "." }.drop { $0 == " " }
    let bare = title.hasPrefix("Q: ") ? String(title.dropFirst(3)) : title
    return words == bare || words.hasPrefix(bare + ",")
  }

  private func lifecycle(_ old: [PolicySection], _ new: [PolicySection]) -> PolicyDocumentChange.Lifecycle? {
    let before = PolicySection.lifecycle(among: old)
    let after = PolicySection.lifecycle(among: new)
    if before.isEmpty, after.isEmpty { return nil }
    if before.isEmpty { return .added }
    if after.isEmpty { return .removed }
    return before.map(\.hash) == after.map(\.hash) ? .same : .changed
  }
}
