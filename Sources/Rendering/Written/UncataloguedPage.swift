public import CatalogueFacts
public import Diagnostics
internal import HTMLText
internal import KfuncModel
internal import MarkdownSyntax
internal import RecordWords
internal import Resolution
public import SiteContent

/// The entry of a name that no release read has: proposed and never merged, or present only between them.
public struct UncataloguedPage: Page {
  private let note: KfuncNote
  private let map: SiteMap
  private let coverage: String

  /// The entry of what `note` tells.
  public init(_ note: KfuncNote, _ map: SiteMap, in directory: KfuncDirectory) {
    self.note = note
    self.map = map
    coverage = PresenceWords.coverage(directory)
  }

  /// `/kfuncs/NAME/`.
  public var address: PageAddress { .kfunc(note.name) }
  /// The note.
  public var source: SourceLocation? { SourceLocation(file: note.document.path) }
  /// The name.
  public var title: String { note.name }
  /// What became of it.
  public var summary: String { note.proposal?.outcome ?? "A kfunc of none of the releases read." }
  /// The list that it stands in.
  public var trail: [Crumb] {
    note.proposal == nil ? [Crumb("Kfuncs", .kfuncs)] : [Crumb("Proposed kfuncs", .proposed)]
  }
  /// All entries by name.
  public var series: PageSeries? { PageSeries("kfuncs", page: note.name) }

  /// Entry and stability page as one file.
  public var alternates: [AlternateForm] { [.json(.kfuncData(note.name), "\(note.name) as JSON")] }

  /// The keys of `uncatalogued.mustache`.
  public static let schema = TemplateSchema(
    "uncatalogued",
    [
      .init("name", .text, "the name"),
      .init("here", .text, "link to this page"),
      .init("stability", .text, "link to what is recorded of it"),
      .init("state", .text, "that no release read has it"),
      .init("releasesRead", .text, "which releases were read"),
      .init("outcome", .text, "what became of a proposal; empty for none"),
      .init("prototype", .html, "the prototype as proposed"),
      .init("proposedIn", .html, "where it was proposed"),
      .init("succession", .html, "what replaced it, what it replaced"),
      .init("notes", .html, "notes in our words"),
      .init("mentions", .html, "passages that name it"),
    ])

  /// The values of the keys.
  public func fields(_ links: PageLinks) -> TemplateFields {
    var fields = TemplateFields()
    fields.set("name", text: note.name)
    fields.set("here", text: links.href(address))
    fields.set("stability", text: links.href(.stability(note.name)))
    fields.set(
      "state",
      text: note.proposal == nil
        ? "A kfunc of none of the releases read." : "Proposed, and a kfunc of none of the releases read.")
    fields.set("releasesRead", text: coverage)
    fields.set("outcome", text: note.proposal?.outcome ?? "")
    if let prototype = note.proposal?.prototype {
      fields.set(
        "prototype",
        html: HTMLText { html in
          html.element("pre", ["class": "sig"]) { html in
            html.element("code") { CodeMarkup.add(prototype, naming: note.name, to: &$0) }
          }
        })
    }
    if let id = note.proposal?.messageID.value {
      fields.set(
        "proposedIn", html: HTMLText { CitationPart.add(Citation(text: "", messageID: id), map, links, to: &$0) })
    }
    fields.set("succession") { SuccessionPart.add(note, map, links, to: &$0) }
    fields.set("notes") { map.addNotes(on: note.name, links, to: &$0) }
    let backlinks = map.links.crossLinks.backlinks(toKfunc: note.name)
    fields.set("mentions") { BacklinksPart.add(backlinks, map, links, to: &$0) }
    return fields
  }
}

/// What took the place of a kfunc, what it took the place of, and what readers may be looking for.
enum SuccessionPart {
  static func add(_ note: KfuncNote?, _ map: SiteMap, _ links: PageLinks, to html: inout HTMLText) {
    guard let note else { return }
    let rows: [(String, [String])] = [
      ("Replaced by", [note.replacedBy?.value].compactMap { $0 }), ("Replaces", note.replaces.map(\.value)),
      ("See also", note.related.map(\.value)),
    ]
    for (title, names) in rows where !names.isEmpty {
      html.element("p", ["class": "succession"]) { html in
        html.text(title + " ")
        for (index, name) in names.enumerated() {
          if index > 0 { html.text(", ") }
          if map.links.targets.names.standing(of: name) == nil {
            html.element("code", text: name)
          } else {
            html.link(links, .kfunc(name)) { $0.element("code", text: name) }
          }
        }
        html.text(".")
      }
    }
  }
}
