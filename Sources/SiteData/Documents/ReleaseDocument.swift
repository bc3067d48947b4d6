internal import CatalogueFacts
internal import KfuncModel
internal import RecordWords
internal import Rendering
internal import Resolution

/// One release as JSON: what was read, and its kfuncs in short.
struct ReleaseDocument: Sendable {
  static let schemaName = "kfuncdocs-release-1"

  /// The position of the release among those that were read.
  let position: Int
  let facts: PublishedFacts

  func bytes() -> [UInt8] {
    let catalogue = facts.directory.catalogues[position]
    let entry = facts.record.releases.entry(of: catalogue.release)
    return JSONStream.object { json in
      json.text("schema", Self.schemaName)
      json.text("release", catalogue.release.description)
      json.text("date", entry?.date?.description)
      json.mark("longTerm", entry?.isLongTerm ?? false)
      json.source("source", catalogue.source)
      json.text("catalogue", facts.path(.catalogueData(catalogue.release.description)))
      json.list("flags", catalogue.flags) { json, flag in
        json.text("name", flag.flag.rawValue)
        json.place(flag.source)
        json.text("meaning", FlagMeaning.of(flag.flag))
      }
      json.list("annotations", catalogue.annotations) { json, annotation in
        json.text("name", annotation.name)
        json.place(annotation.source)
        json.text("meaning", AnnotationMeaning.of(annotation.name))
      }
      json.list("kfuncs", facts.directory.histories.lazy.compactMap { $0.facts[position] }) { json, facts in
        json.text("name", facts.kfunc.name)
        json.text("subsystem", self.facts.subsystem(of: facts.kfunc.name)?.title)
        json.mark("testingOnly", facts.kfunc.isTestingOnly)
        json.text("prototype", facts.bpfPrototype?.text)
        json.place(facts.kfunc.principalDefinition?.source)
        json.texts("flags", Set(facts.memberships.flatMap(\.member.flags)).sorted().map(\.rawValue))
        json.texts("idSets", facts.memberships.map(\.set.name))
        json.access(facts.access)
      }
    }
  }
}

/// Every mainline release as JSON: its day, and whether it was read.
struct ReleasesDocument: Sendable {
  static let schemaName = "kfuncdocs-releases-1"

  let facts: PublishedFacts

  func bytes() -> [UInt8] {
    let list = facts.record.releases
    return JSONStream.object { json in
      json.text("schema", Self.schemaName)
      json.list("releases", list.entries) { json, entry in
        json.text("release", entry.release.description)
        json.text("date", entry.date?.description)
        json.mark("longTerm", entry.isLongTerm)
        json.truth("read", list.standing(of: entry.release) == .imported)
        json.citation("source", entry.source)
      }
      json.list("read", facts.directory.catalogues) { json, catalogue in
        json.text("release", catalogue.release.description)
        json.source("source", catalogue.source)
        json.number("kfuncs", catalogue.kfuncs.count)
        json.text("data", facts.path(.releaseData(catalogue.release.description)))
      }
    }
  }
}
