internal import CatalogueFacts
internal import KfuncModel
internal import PublishedSchemas
internal import ReleaseNotes
internal import Rendering
internal import Resolution
internal import SiteContent

/// What data there is, and every kfunc by name with the releases that have it.
struct IndexDocument: Sendable {
  static let schemaName = "kfuncdocs-index-1"

  /// The names that have a file of their own, sorted in bytes.
  let names: [String]
  let facts: PublishedFacts

  func bytes() -> [UInt8] {
    JSONStream.object(room: 192 * names.count + 16_384) { json in
      json.text("schema", Self.schemaName)
      json.text("title", facts.frame.title)
      json.text("site", facts.frame.baseURL)
      json.texts("schemas", PublishedSchemas.all.map { facts.path(.schemaData($0.name)) })
      json.text("releases", facts.path(.releasesData))
      json.text("users", facts.path(.usersData))
      json.text("matrix", facts.path(.matrixData))
      if facts.frame.hasFeeds { json.text("feed", facts.path(.feed)) }
      json.list("read", facts.directory.catalogues) { json, catalogue in
        let release = catalogue.release.description
        json.text("release", release)
        json.text("version", catalogue.source.version)
        json.number("kfuncs", catalogue.kfuncs.count)
        json.text("data", facts.path(.releaseData(release)))
        if facts.notes?.request(for: catalogue.release) != nil { json.text("notes", facts.path(.notesData(release))) }
        json.text("catalogue", facts.path(.catalogueData(release)))
      }
      json.list("comparisons", facts.record.comparisons) { json, comparison in
        json.release("from", comparison.from)
        json.release("to", comparison.to)
        json.text(
          "data", facts.path(.comparisonData(from: comparison.from.description, to: comparison.to.description)))
      }
      json.list("policies", facts.content.policies) { json, policy in
        json.text("slug", policy.slug)
        json.text("title", policy.title)
        json.text("data", facts.path(.policyData(policy.slug)))
      }
      json.list("threads", facts.content.threads) { json, thread in
        json.text("slug", thread.slug)
        json.text("title", thread.title)
        json.text("data", facts.path(.threadData(thread.slug)))
      }
      if facts.frame.hasFeeds {
        json.list("subsystems", facts.links.subsystems.subsystems) { json, subsystem in
          json.text("title", subsystem.title)
          json.text("slug", subsystem.slug)
          json.text("feed", facts.path(.subsystemFeed(subsystem.slug)))
        }
      }
      json.list("kfuncs", names) { json, name in
        let history = facts.directory[name]
        json.text("name", name)
        json.text("subsystem", facts.subsystem(of: name)?.slug)
        json.mark("testingOnly", history?.newest?.kfunc.isTestingOnly ?? false)
        json.mark("proposed", facts.map.note(name)?.proposal != nil)
        json.releases("present", history?.present ?? [])
        json.text("data", facts.path(.kfuncData(name)))
      }
    }
  }
}
