internal import HTMLText
internal import RecordWords

/// A part of a list that is too long for one page: the kfuncs, or the groups of them, whose names begin alike.
struct ListPartPage: Page {
  private let list: any PartedList
  private let part: Int

  /// The page of a part of `list`, which has parts.
  init(of list: any PartedList, part: Int) {
    self.list = list
    self.part = part
  }

  private var names: NameParts.Part? { list.parts?.parts[part] }
  private var name: String { names.map(PartLinks.name) ?? "" }

  /// `/kfuncs/by-name/bpf_t/`.
  var address: PageAddress { list.address(ofPart: part) }
  /// The list's title, and how the names begin.
  var title: String { "\(list.title): \(name)" }
  /// How the names begin.
  var crumb: String { name }
  /// How many there are.
  var summary: String {
    "\(list.title): \(Phrases.count(names?.count ?? 0, list.noun)) whose names begin with \(names?.start ?? "")."
  }
  /// The list, and the parts that this one was cut from.
  var trail: [Crumb] {
    let above = list.parts?.above(part) ?? []
    return list.trail + [Crumb(list.crumb, list.address)]
      + above.compactMap { above in
        list.parts.map { Crumb(PartLinks.name($0.parts[above]), list.address(ofPart: above)) }
      }
  }
  /// The parts that list kfuncs, in the order of their names.
  var series: PageSeries? {
    names?.own.isEmpty ?? true ? nil : PageSeries(list.address.path + " by name", page: name)
  }
  /// Those of the whole list.
  var alternates: [AlternateForm] { list.alternates }

  /// The keys of `list-part.mustache`.
  static let schema = TemplateSchema(
    "list-part",
    [
      .init("list", .text, "the title of the whole list"),
      .init("listAddress", .text, "link to the first page of the list"),
      .init("start", .text, "what the names begin with"),
      .init("extent", .html, "how many, from which to which"),
      .init("all", .text, "how many the list has in all"),
      .init("releasesRead", .text, "which releases were read"),
      .init("siblings", .html, "links to the parts beside this one, as list elements"),
      .init("parts", .html, "links to the parts that this one was cut into; empty where it lists all itself"),
      .init("table", .html, "those that it lists; empty where all stand in its parts"),
    ])

  /// The values of the keys.
  func fields(_ links: PageLinks) -> TemplateFields {
    var fields = TemplateFields()
    fields.set("list", text: list.title)
    fields.set("listAddress", text: links.href(list.address))
    guard let parts = list.parts else { return fields }
    fields.set("start", text: parts.parts[part].start)
    fields.set("extent", html: HTMLText { PartLinks.extent(part, of: list, to: &$0) })
    fields.set("all", text: Phrases.count(parts.parts[0].count, list.noun))
    fields.set("releasesRead", text: list.releasesRead)
    fields.set("siblings", html: PartLinks.siblings(of: list, part, links))
    fields.set("parts", html: PartLinks.list(of: list, under: part, links))
    let positions = parts.positions(part)
    if !positions.isEmpty { fields.set("table", html: list.rows(at: positions, links)) }
    return fields
  }
}
