public import CatalogueFacts
public import KfuncModel
public import ReleaseNotes
public import Rendering
public import Resolution
public import SiteContent
internal import Stages

/// Everything that files for programs are made of: the values that pages are made of, and no others.
///
/// A class, though it never changes: each of thousands of files holds it.
public final class PublishedFacts: Sendable {
  let content: ContentFolder
  let links: ContentLinks
  let directory: KfuncDirectory
  let record: StabilityRecord
  let map: SiteMap
  let notes: SiteNotes?
  let frame: SiteFrame
  let heads: MemberHeads
  /// The names of the kfuncs of the newest release that clauses were asked about.
  var newestNames: EncodedTexts { newestNamesOnce.value }
  private let newestNamesOnce: Once<EncodedTexts>
  /// The title of the subsystem of each kfunc of ``directory``, by its position there: every release tells them.
  var subsystemTitles: [String?] { subsystemTitlesOnce.value }
  private let subsystemTitlesOnce: Once<[String?]>

  /// The facts of a site; `map` is that of its pages. Without `notes` there are no files with notes of releases.
  public init(
    _ content: ContentFolder, _ links: ContentLinks, _ directory: KfuncDirectory, _ record: StabilityRecord,
    _ map: SiteMap, notes: SiteNotes? = nil, frame: SiteFrame
  ) {
    self.content = content
    self.links = links
    self.directory = directory
    self.record = record
    self.map = map
    self.notes = notes
    self.frame = frame
    heads = MemberHeads(directory, links)
    subsystemTitlesOnce = Once { [subsystems = links.subsystems] in
      directory.histories.map { subsystems.principal(of: $0.name)?.title }
    }
    newestNamesOnce = Once { [reach = links.reach] in EncodedTexts(reach.releases.last.map(reach.names(in:)) ?? []) }
  }

  /// The name of a subsystem's kfunc, and its address.
  func subsystem(of name: String) -> Subsystem? { links.subsystems.principal(of: name) }

  /// The title of a subsystem as a member of a kfunc.
  func writeSubsystem(of name: String, to json: inout JSONStream) {
    guard let subsystem = subsystem(of: name) else { return }
    json.object("subsystem") { json in
      json.text("title", subsystem.title)
      json.text("slug", subsystem.slug)
    }
  }

  /// A page as data names it: relative to the top of the site.
  func path(_ address: PageAddress) -> String {
    PageLinks(from: .home, style: .folders).href(address)
  }
}

/// First members of objects that stand in the files of all kfuncs, as JSON: each is made once.
struct MemberHeads: Sendable {
  /// Of each catalogue, its release and version.
  let releases: [[UInt8]]
  /// Of each clause, by its position in ``ClauseReach/clauses``, its name and policy.
  let clauses: [[UInt8]]

  init(_ directory: KfuncDirectory, _ links: ContentLinks) {
    releases = directory.catalogues.map { catalogue in
      JSONStream.members { json in
        json.release("release", catalogue.release)
        json.text("version", catalogue.source.version)
      }
    }
    clauses = links.reach.clauses.map { clause in
      JSONStream.members { json in
        json.text("id", clause.id)
        json.text("policy", links.targets.clauses[clause.id]?.policy)
      }
    }
  }
}
