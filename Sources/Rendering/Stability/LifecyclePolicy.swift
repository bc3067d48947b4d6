internal import CatalogueFacts
internal import HTMLText
internal import KfuncModel
internal import RecordWords

/// The sections of the kernel's own policy on the life of kfuncs, as the releases read carry them: the same for all
/// kfuncs, so found once for the site.
struct LifecyclePolicy: Sendable {
  /// One section through the releases.
  struct Section: Sendable {
    var title: String
    /// The releases whose document holds it, with its number, place and a hash of its words.
    var places: [(release: KernelRelease, section: PolicySection)]
  }

  let sections: [Section]
  let releasesWithout: [KernelRelease]

  /// The policy as the catalogues of `directory` hold it.
  init(_ directory: KfuncDirectory) {
    var sections: [Section] = []
    var without: [KernelRelease] = []
    for catalogue in directory.catalogues {
      let own = PolicySection.lifecycle(among: catalogue.policySections)
      if own.isEmpty { without.append(catalogue.release) }
      for section in own {
        if let known = sections.firstIndex(where: { $0.title == section.title }) {
          sections[known].places.append((catalogue.release, section))
        } else {
          sections.append(Section(title: section.title, places: [(catalogue.release, section)]))
        }
      }
    }
    self.sections = sections
    releasesWithout = without
  }

  /// The sections as a list: title, places, and whether the words stayed.
  func html(_ sources: SourceLinks) -> HTMLText {
    HTMLText { html in
      if !sections.isEmpty {
        html.element(
          "p", text: "The same for every kfunc. The kernel’s own words stand in these sections of its documentation:")
        html.element("ul") { html in
          for section in sections {
            html.element("li") { html in
              let number = section.places.last?.section.number.map { "\($0) " } ?? ""
              html.element("strong", text: number + section.title)
              html.element("div", ["class": "src"]) { section.add(sources, to: &$0) }
            }
            html.newline()
          }
        }
      }
      if !releasesWithout.isEmpty {
        let releases = Phrases.list(releasesWithout.map(\.description))
        html.element(
          "p", ["class": "src"], text: "No section on the life of kfuncs stands in the documents of \(releases).")
      }
    }
  }
}

extension LifecyclePolicy.Section {
  /// Adds `Documentation/bpf/kfuncs.rst, the same words in 6.12 (line 330), 7.2 (line 431) and 7.3 (line 501)`.
  fileprivate func add(_ sources: SourceLinks, to html: inout HTMLText) {
    html.text(places.last?.section.source.file ?? "")
    let isSame = Set(places.map(\.section.hash)).count == 1
    html.text(places.count == 1 ? ", in " : isSame ? ", the same words in " : ", not the same words in ")
    for (index, place) in places.enumerated() {
      if index > 0 { html.text(index == places.count - 1 ? " and " : ", ") }
      html.text("\(place.release) (")
      sources.addLine(place.section.source, in: place.release, to: &html)
      html.text(")")
    }
  }
}
