package import KfuncModel
internal import RecordWords

/// A clause's section of an official document through the releases that were imported: whether its words stayed.
package enum SectionHistory {
  /// Neighbouring releases whose section has the same hash.
  package struct Run: Equatable {
    var releases: [KernelRelease]
    let hash: String
  }

  /// What the catalogues say of the section; runs oldest first, and releases in which it was not found.
  package struct Reading: Equatable {
    var runs: [Run] = []
    var missing: [KernelRelease] = []
  }

  package static func read(_ source: ClauseSource, _ catalogues: [ReleaseCatalogue]) -> Reading {
    var reading = Reading()
    for catalogue in catalogues.sorted(by: { $0.release < $1.release }) {
      let sections = catalogue.policySections.filter { $0.source.file == source.document }
      // A document without sections was not read as one, or is not of this release.
      guard !sections.isEmpty else { continue }
      guard let section = find(source, in: sections, release: catalogue.release) else {
        reading.missing.append(catalogue.release)
        continue
      }
      if reading.runs.last?.hash == section.hash {
        reading.runs[reading.runs.count - 1].releases.append(catalogue.release)
      } else {
        reading.runs.append(Run(releases: [catalogue.release], hash: section.hash))
      }
    }
    return reading
  }

  /// By the title that was written, else by the line at which a person found the clause, else by the anchor.
  private static func find(
    _ source: ClauseSource, in sections: [PolicySection], release: KernelRelease
  ) -> PolicySection? {
    if let written = source.section, let found = sections.first(where: { matches($0, written) }) { return found }
    if let line = source.lines[release] {
      // A line above a title belongs to it when it is the rule over the title.
      return sections.last { $0.source.line <= line + 1 }
    }
    guard let anchor = source.anchor else { return nil }
    return sections.first { $0.anchors.contains(anchor) }
  }

  /// Whether `written` (`3.1 kfunc deprecation`, `3. kfunc lifecycle expectations, a)`) means `section`: numbers change
  /// between releases, titles rarely; questions begin with `Q:`.
  private static func matches(_ section: PolicySection, _ written: String) -> Bool {
    var words = Substring(written)
    let number = words.prefix { $0.isNumber || $0 == "." }
    if !number.isEmpty { words = words.dropFirst(number.count).drop { $0 == " " } }
    let title = section.title.hasPrefix("Q: ") ? section.title.dropFirst(3) : Substring(section.title)
    return words == title || words.hasPrefix(title + ",")
  }

  /// One sentence for each thing that is known.
  package static func sentences(_ reading: Reading) -> [String] {
    var sentences: [String] = []
    for (index, run) in reading.runs.enumerated() {
      let releases = Phrases.list(run.releases.map(\.description))
      if index > 0 {
        let before = reading.runs[index - 1].releases.last.map(\.description) ?? ""
        sentences.append("Other words in \(releases) than in \(before).")
      } else if run.releases.count > 1 {
        sentences.append("The section has the same words in \(releases).")
      } else {
        sentences.append("The section stands in \(releases).")
      }
    }
    if !reading.missing.isEmpty, !reading.runs.isEmpty {
      sentences.append("No such section was found in \(Phrases.list(reading.missing.map(\.description))).")
    }
    return sentences
  }
}
