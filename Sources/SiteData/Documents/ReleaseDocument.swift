internal import CatalogueFacts
internal import KfuncModel
internal import RecordWords
internal import Rendering
internal import Resolution
internal import TextBytes

/// One release as JSON: what was read, and its kfuncs in short.
struct ReleaseDocument: Sendable {
  static let schemaName = "kfuncdocs-release-1"

  /// The position of the release among those that were read.
  let position: Int
  let facts: PublishedFacts

  /// The text, without what `pieces` took.
  func bytes(_ pieces: TextPieces? = nil) -> [UInt8] {
    let catalogue = facts.directory.catalogues[position]
    let entry = facts.record.releases.entry(of: catalogue.release)
    // Those of kernels have some 400 bytes for each kfunc.
    return JSONStream.object(room: 512 * catalogue.kfuncs.count + 16_384, pieces: pieces) { json in
      json.text("schema", Self.schemaName)
      json.release("release", catalogue.release)
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
      let histories = facts.directory.histories
      let subsystems = facts.subsystemTitles
      var access: [ObjectIdentifier: [UInt8]] = [:]
      json.list("kfuncs", histories.indices.lazy.filter { histories[$0].facts[position] != nil }) { json, number in
        guard let facts = histories[number].facts[position] else { return }
        json.text("name", facts.kfunc.name)
        json.text("subsystem", subsystems[number])
        json.mark("testingOnly", facts.kfunc.isTestingOnly)
        json.prototype("prototype", facts.definition)
        json.place(facts.definition?.source)
        json.texts("flags", Self.flags(facts)) { $0.rawValue }
        json.texts("idSets", facts.memberships) { $0.set.name }
        json.access(of: facts, known: &access)
      }
    }
  }

  private static func flags(_ facts: KfuncFacts) -> [KfuncFlag] {
    if facts.memberships.count == 1, let first = facts.memberships.first { return first.member.flags.inOrder }
    return facts.memberships.flatMap(\.member.flags).inOrder
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
        json.release("release", entry.release)
        json.text("date", entry.date?.description)
        json.mark("longTerm", entry.isLongTerm)
        json.truth("read", list.standing(of: entry.release) == .imported)
        json.citation("source", entry.source)
      }
      json.list("read", facts.directory.catalogues) { json, catalogue in
        json.release("release", catalogue.release)
        json.source("source", catalogue.source)
        json.number("kfuncs", catalogue.kfuncs.count)
        json.text("data", facts.path(.releaseData(catalogue.release.description)))
      }
    }
  }
}
