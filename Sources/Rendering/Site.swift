public import Diagnostics
public import HTMLText
internal import SiteHeaders

/// A page as a value: where it stands, what it is called, and what its template needs.
public protocol Page: Sendable {
  /// The template's name and keys.
  static var schema: TemplateSchema { get }
  /// Where it stands.
  var address: PageAddress { get }
  /// Its title, without the site's.
  var title: String { get }
  /// One sentence for search engines.
  var summary: String { get }
  /// The pages above it, first page excluded.
  var trail: [Crumb] { get }
  /// What it is called at the end of its trail.
  var crumb: String { get }
  /// The file that it was written in; nil for pages made of catalogues.
  var source: SourceLocation? { get }
  /// The pages that it stands among, for links to the one before and after; nil where there is no order.
  var series: PageSeries? { get }
  /// The same facts in other forms; the feed of all changes comes besides.
  var alternates: [AlternateForm] { get }
  /// The Content-Security-Policy that it states itself.
  var contentPolicy: String { get }
  /// The values of its keys; links come from `links`.
  func fields(_ links: PageLinks) -> TemplateFields
}

extension Page {
  /// The title, unless a page has a shorter name.
  public var crumb: String { title }
  /// Most pages have no file of their own.
  public var source: SourceLocation? { nil }
  /// A page without a form of its own leads to the index of all data.
  public var alternates: [AlternateForm] { [.json(.dataIndex, "Index of all data")] }
  /// Most pages stand in no order.
  public var series: PageSeries? { nil }
  /// That of every page but the search over texts.
  public var contentPolicy: String { ContentPolicy.page }
}

/// Pages in an order, by address.
public struct PageSeries: Sendable {
  /// What all pages of the series share: `kfuncs`.
  public let name: String
  /// What a page is called by its neighbours.
  public let page: String

  /// The place of a page in the series `name`.
  public init(_ name: String, page: String) {
    self.name = name
    self.page = page
  }
}

/// A page above another.
public struct Crumb: Sendable {
  /// What the link reads.
  public let text: String
  /// Where it leads.
  public let address: PageAddress

  /// A crumb made of its parts.
  public init(_ text: String, _ address: PageAddress) {
    self.text = text
    self.address = address
  }
}

/// What every page says of the site.
public struct SiteFrame: Sendable {
  /// The site's name.
  public var title: String
  /// Where it will be served, without a slash at its end; nil when nobody said.
  public private(set) var baseURL: String?
  /// How links end.
  public var linkStyle: LinkStyle
  /// The main links, five at most: they stand before the heading of every page.
  public var navigation: [Crumb]
  /// All other ways into the site, for the foot.
  public var browse: [Crumb]
  /// What was read, one line for the foot of every page.
  public var coverage: HTMLText
  /// Whether there are feeds: a feed needs a day for each entry, so some release must have one.
  public var hasFeeds: Bool
  /// Where style, scripts and icon stand; nil for what is not shown with any.
  public var assets: AssetFolder?

  /// A frame made of its parts; slashes at the end of the address do not count.
  public init(
    title: String, baseURL: String? = nil, linkStyle: LinkStyle = .folders, navigation: [Crumb],
    browse: [Crumb] = [], coverage: HTMLText = HTMLText(), hasFeeds: Bool = true,
    assets: AssetFolder? = nil
  ) {
    self.title = title
    self.baseURL = baseURL.map { url in
      String(url[..<(url.lastIndex { $0 != "/" }.map(url.index(after:)) ?? url.endIndex)])
    }
    self.linkStyle = linkStyle
    self.navigation = navigation
    self.browse = browse
    self.coverage = coverage
    self.hasFeeds = hasFeeds
    self.assets = assets
  }
}

/// A whole site: pages as values, made and rendered one by one when they are asked for, so that memory does not grow with
/// them.
public struct Site: Sendable {
  /// Which pages there are.
  public let plan: PagePlan
  private let make: @Sendable (Int) -> any Page
  private let files: Set<PageAddress>
  private let frame: SiteFrame
  private let templates: TemplateSet
  private let lists: FrameLists

  /// The site of the pages of `plan`, each of which `page` makes by its position among those that the plan was made of;
  /// `files` are the addresses of what is written beside them, which pages may lead to.
  public init(
    _ plan: PagePlan, files: Set<PageAddress>, frame: SiteFrame, templates: TemplateSet,
    page make: @escaping @Sendable (Int) -> any Page
  ) {
    self.plan = plan
    self.make = make
    self.files = files
    self.frame = frame
    self.templates = templates
    lists = FrameLists(hasFeed: files.contains(.feed))
  }

  /// The pages, by address.
  public var pages: [any Page] { plan.positions.map(make) }

  /// How many pages there are.
  public var pageCount: Int { plan.positions.count }

  /// The page at `place` in the order of ``pages``, made alone.
  public func page(_ place: Int) -> any Page { make(plan.positions[place]) }

  /// The page whose file is `path`, relative to the top of the site; nil where no page stands there.
  public func page(at path: String) -> (any Page)? { plan.position(at: path).map(make) }

  /// The bytes of `page`.
  public func bytes(of page: any Page) -> [UInt8] { bytes(of: page, plan.neighbours(of: page.address)) }

  /// The bytes of the page at `place` in the order of ``pages``, made alone.
  public func bytes(at place: Int) -> [UInt8] { bytes(of: page(place), plan.neighbours(at: place)) }

  private func bytes(of page: any Page, _ neighbours: PagePlan.Neighbours?) -> [UInt8] {
    let links = links(from: page)
    var fields = page.fields(links)
    addFrame(of: page, neighbours, links, to: &fields)
    return templates.render(type(of: page).schema.template, fields)
  }

  private func links(from page: any Page) -> PageLinks {
    // A server shows this page at any depth, where a relative link would lead astray: with a base URL its links begin at
    // the root of the host. Without one nobody said under which path the site will stand, a page without scripts cannot
    // find out, and `/` would be wrong on every host that serves projects below a folder; so the links are relative to
    // the top, and right wherever the missing address has no folder. `file://` has no such page at all.
    let root = page.address == .notFound ? frame.rootPath : nil
    return PageLinks(from: page.address, style: frame.linkStyle, root: root, assets: frame.assets)
  }

  /// Adds what every page says of itself and of the site.
  private func addFrame(
    of page: any Page, _ neighbours: PagePlan.Neighbours?, _ links: PageLinks, to fields: inout TemplateFields
  ) {
    let trail = page.trail
    let lists = lists.lists(of: frame, on: links.page, below: trail, links)
    fields.set("title", text: page.title)
    fields.set("siteTitle", text: frame.title)
    fields.set("summary", text: page.summary)
    fields.set("home", text: lists.home)
    fields.set("stylesheet", text: lists.stylesheet)
    fields.set("script", text: lists.script)
    fields.set("icon", text: lists.icon)
    // Of the program's own making: its single quotes may stand in an attribute as they are.
    fields.set("contentPolicy") { $0.text(page.contentPolicy) }
    fields.set("canonical", text: frame.canonical(links.page) ?? "")
    fields.set("coverage", html: frame.coverage)
    fields.set("alternates") { html in
      for form in page.alternates where files.contains(form.address) { form.add(links, to: &html) }
      html.append(lists.feed)
    }
    fields.set("navigation", html: lists.navigation)
    fields.set("browse", html: lists.browse)
    if let neighbours { fields.set("neighbours") { add(neighbours, links, to: &$0) } }
    fields.set("breadcrumbs") { html in
      if links.page == .home { return }
      html.element("li") { $0.link(links, .home, text: "Home") }
      for crumb in trail { html.element("li") { $0.link(links, crumb.address, text: crumb.text) } }
      html.element("li") { $0.element("span", ["aria-current": "page"], text: page.crumb) }
    }
  }

  private func add(_ neighbours: PagePlan.Neighbours, _ links: PageLinks, to html: inout HTMLText) {
    if let crumb = neighbours.before { add(crumb, "prev", "Previous", links, to: &html) }
    if let crumb = neighbours.after { add(crumb, "next", "Next", links, to: &html) }
  }

  private func add(
    _ crumb: Crumb, _ relation: String, _ word: String, _ links: PageLinks, to html: inout HTMLText
  ) {
    html.element("a", ["class": relation, "rel": relation, "href": links.href(crumb.address)]) { html in
      html.element("small", text: word)
      html.text(" ")
      html.text(crumb.text)
    }
  }
}

extension AlternateForm {
  /// Adds the link to it, for the head of a page.
  func add(_ links: PageLinks, to html: inout HTMLText) {
    html.open(
      "link", ["rel": "alternate", "type": mediaType, "title": title, "href": links.href(address)])
    html.newline()
  }
}

extension SiteFrame {
  /// The path of the site on its host, with a slash at its end.
  package var rootPath: String? {
    guard linkStyle == .folders, let baseURL else { return nil }
    // `https:`, host, and the folders if there are any; an empty one would make the path another host's.
    let folders = baseURL.split(separator: "/").dropFirst(2)
    return "/" + folders.map { $0 + "/" }.joined()
  }

  /// The full address of a page.
  package func canonical(_ address: PageAddress) -> String? {
    guard linkStyle == .folders, address != .notFound else { return nil }
    return baseURL.map { PageLinks(from: .notFound, style: .folders, root: $0 + "/").href(address) }
  }
}
