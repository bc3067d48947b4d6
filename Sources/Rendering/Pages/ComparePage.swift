public import CatalogueFacts
internal import HTMLText
internal import KfuncModel
internal import RecordWords

extension PageAddress {
  /// Two releases side by side.
  public static let compare = PageAddress("compare")
}

/// Any two of the releases read side by side, worked out in the browser from the site's own data.
public struct ComparePage: Page {
  private let directory: KfuncDirectory

  /// The page of the releases of `directory`.
  public init(_ directory: KfuncDirectory) { self.directory = directory }

  /// `/compare/`.
  public var address: PageAddress { .compare }
  /// The title.
  public var title: String { "Compare releases" }
  /// What the page holds.
  public var summary: String { "The kfuncs of any two of the releases read, side by side." }
  /// Nothing stands between the first page and this one.
  public var trail: [Crumb] { [] }

  /// The keys of `compare.mustache`.
  public static let schema = TemplateSchema(
    "compare",
    [
      .init("compareScript", .text, "link to the script that compares"),
      .init("data", .text, "link to the folder of the releases’ data"),
      .init("kfuncs", .text, "link to the list of kfuncs"),
      .init("end", .text, "what a link to the page of a folder ends in"),
      .init("newer", .html, "the releases as options, the newest chosen"),
      .init("older", .html, "the releases as options, the one before the newest chosen"),
      .init("releasesRead", .text, "which releases were read"),
      .init("isOffline", .flag, "whether the site was built for `file://`"),
      .init("releases", .html, "what the site says of each release without a script, as list elements"),
    ])

  /// The values of the keys.
  public func fields(_ links: PageLinks) -> TemplateFields {
    var fields = TemplateFields()
    let data = PageAddress(file: "x", in: ["data", "releases"])
    fields.set("compareScript", text: links.asset("compare.js"))
    // Another file's address, its name left out.
    fields.set("data", text: String(links.href(data).dropLast()))
    fields.set("kfuncs", text: String(links.href(PageAddress(file: "x", in: ["kfuncs"])).dropLast()))
    fields.set("end", text: links.style == .files ? "index.html" : "")
    fields.set("newer", html: options(chosen: directory.releases.count - 1))
    fields.set("older", html: options(chosen: max(0, directory.releases.count - 2)))
    fields.set("releasesRead", text: PresenceWords.coverage(directory))
    fields.set("isOffline", flag: links.style == .files)
    fields.set(
      "releases",
      html: HTMLText { html in
        let pages =
          [("All kfuncs, with the releases that have each", PageAddress.kfuncs)]
          + directory.releases.map { ("What changed in \($0)", PageAddress.release($0)) }
        for (text, address) in pages {
          html.element("li") { $0.link(links, address, text: text) }
        }
      })
    return fields
  }

  private func options(chosen: Int) -> HTMLText {
    HTMLText { html in
      for (position, release) in directory.releases.enumerated() {
        html.element("option", ["selected": position == chosen ? "" : nil], text: release.description)
      }
    }
  }
}
