/// Files for programs: JSON under `/data/`, feeds, the matrix. Their addresses are kept for ever, like those of pages.
extension PageAddress {
  /// What there is: every kfunc by name, every other file of data.
  public static let dataIndex = PageAddress(file: "index.json", in: ["data"])
  /// Every mainline release, and which were read.
  public static let releasesData = PageAddress(file: "releases.json", in: ["data"])
  /// The registered users.
  public static let usersData = PageAddress(file: "users.json", in: ["data"])
  /// Kfuncs by releases, as comma-separated values.
  public static let matrixData = PageAddress(file: "kfuncs.csv", in: ["data"])
  /// The changes of all kfuncs.
  public static let feed = PageAddress(file: "feed.atom")
  /// The addresses of all pages, for search engines.
  public static let sitemap = PageAddress(file: "sitemap.xml")
  /// Where search engines find the list of pages.
  public static let robots = PageAddress(file: "robots.txt")

  /// The entry and the stability page of the kfunc `name`.
  public static func kfuncData(_ name: String) -> PageAddress { data("kfuncs", name) }

  /// What the release `name` has, kfunc by kfunc.
  public static func releaseData(_ name: String) -> PageAddress { data("releases", name) }

  /// Everything that was read from the sources of the release `name`, with every place.
  public static func catalogueData(_ name: String) -> PageAddress { data("catalogue", name) }

  /// What differs between two releases.
  public static func comparisonData(from: String, to: String) -> PageAddress { data("comparisons", from + ".." + to) }

  /// The notes of the release `name` against the one read before it.
  public static func notesData(_ name: String) -> PageAddress { data("notes", name) }

  /// The policy of that slug.
  public static func policyData(_ slug: String) -> PageAddress { data("policies", slug) }

  /// The thread of that slug.
  public static func threadData(_ slug: String) -> PageAddress { data("threads", slug) }

  /// The JSON Schema of the form `name`: `kfunc-1`.
  public static func schemaData(_ name: String) -> PageAddress {
    PageAddress(file: name + ".schema.json", in: ["data", "schema"])
  }

  /// The changes of the kfuncs of the subsystem with that slug.
  public static func subsystemFeed(_ slug: String) -> PageAddress {
    PageAddress(file: "feed.atom", in: [GroupKind.subsystem.folder, slug])
  }

  private static func data(_ folder: String, _ name: String) -> PageAddress {
    PageAddress(file: name + ".json", in: ["data", folder])
  }
}

/// The same facts in another form: what a page's `<link rel="alternate">` points at.
public struct AlternateForm: Hashable, Sendable {
  /// Where it stands.
  public let address: PageAddress
  /// Its media type.
  public let mediaType: String
  /// What it is, for readers who choose.
  public let title: String

  /// JSON at `address`.
  public static func json(_ address: PageAddress, _ title: String) -> AlternateForm {
    AlternateForm(address: address, mediaType: "application/json", title: title)
  }

  /// An Atom feed at `address`.
  public static func feed(_ address: PageAddress, _ title: String) -> AlternateForm {
    AlternateForm(address: address, mediaType: "application/atom+xml", title: title)
  }

  /// Comma-separated values at `address`.
  public static func values(_ address: PageAddress, _ title: String) -> AlternateForm {
    AlternateForm(address: address, mediaType: "text/csv", title: title)
  }
}
