internal import CatalogueFacts
internal import HTMLText
internal import KfuncModel
internal import RecordWords

/// What was found in each release, counted.
enum CatalogueCounts {
  static func html(_ catalogues: [ReleaseCatalogue]) -> HTMLText {
    HTMLText { html in
      let rows: [(String, (ReleaseCatalogue) -> Int)] = [
        ("Kfuncs", { $0.kfuncs.count }),
        ("without a definition found", { $0.kfuncs.count { $0.definitions.isEmpty } }),
        ("with kernel-doc above the definition", { $0.kfuncs.count { $0.principalDefinition?.kernelDoc != nil } }),
        ("named by a BPF program in the tree", { $0.kfuncs.count { !$0.users.isEmpty } }),
        ("ID sets", { $0.idSets.count }),
        ("Registrations", { $0.registrations.count }),
        ("Filters", { $0.filters.count }),
        ("read whole", { $0.filters.count { $0.reading == .whole } }),
        ("Flags that the release defines", { $0.flags.count }),
        ("Parameter annotations that its verifier knows", { $0.annotations.count }),
        ("MAINTAINERS sections of defining files", { $0.maintainers.count }),
        ("Sections of policy documents", { $0.policySections.count }),
      ]
      ScrollingTable.add("What was found", [""] + catalogues.map(\.release.description), to: &html) { html in
        for (title, count) in rows {
          html.element("tr") { html in
            html.element("th", ["scope": "row"], text: title)
            for catalogue in catalogues { html.element("td", ["class": "number"], text: String(count(catalogue))) }
          }
          html.newline()
        }
      }
    }
  }

  /// What a release's catalogue says is missing, and of what.
  struct Gap {
    let release: KernelRelease
    /// What a list of the names completes.
    let words: String
    /// What one of them is.
    let of: String
    let names: [String]

    /// A sentence names no more than these; longer lists are folded.
    private static let mostNamed = 5

    /// One sentence.
    func add(_ sources: SourceLinks, to html: inout HTMLText) {
      if names.count <= Self.mostNamed {
        return sources.add("\(release): \(words) \(Phrases.list(names)).", in: release, to: &html)
      }
      html.element("details") { html in
        html.element("summary", text: "\(release): \(words) \(Phrases.count(names.count, of))")
        html.element("p") { sources.add(Phrases.list(names) + ".", in: release, to: &$0) }
      }
    }
  }

  /// What the catalogues themselves say is missing.
  static func gaps(_ directory: KfuncDirectory) -> [Gap] {
    var gaps: [Gap] = []
    for catalogue in directory.catalogues {
      let release = catalogue.release
      let lost = catalogue.kfuncs.filter(\.definitions.isEmpty).map(\.name)
      if !lost.isEmpty {
        gaps.append(Gap(release: release, words: "no definition was found of", of: "kfunc", names: lost))
      }
      let unread = catalogue.filters.filter { $0.verdicts.contains { $0.outcome == .unread } || $0.reading == .unread }
      if !unread.isEmpty {
        let filters = unread.map { "\($0.name) (\($0.source))" }
        gaps.append(Gap(release: release, words: "not read to an answer:", of: "filter", names: filters))
      }
      let unfollowed = catalogue.kfuncs.filter { $0.principalDefinition?.build.form == .unknown }.map(\.name)
      if !unfollowed.isEmpty {
        gaps.append(
          Gap(
            release: release, words: "what builds the file could not be followed for", of: "kfunc", names: unfollowed))
      }
    }
    return gaps
  }
}
