internal import HTMLText

/// A list of kfuncs, or of their groups, by name, on one page as long as that can be read, else on a page for each of its parts.
protocol PartedList: Page {
  /// Its parts; nil where its own page lists all.
  var parts: NameParts? { get }
  /// Which releases were read.
  var releasesRead: String { get }
  /// What one of those that it lists is called.
  var noun: String { get }
  /// What is said above the links to its parts.
  var partsWords: String { get }
  /// Those at `positions` of the list, as its page shows them.
  func rows(at positions: ArraySlice<Int>, _ links: PageLinks) -> HTMLText
}

extension PartedList {
  var noun: String { "kfunc" }
  var partsWords: String {
    "Too many for one page: they stand on a page for each beginning of their names. These addresses stay when more come."
  }

  /// The page of one of its parts.
  func address(ofPart part: Int) -> PageAddress {
    guard let parts, part > 0 else { return address }
    return PageAddress(below: address, ListAddress.byName, parts.parts[part].start)
  }

  /// The pages of its parts; none where its own page lists all.
  var partPages: [ListPartPage] {
    (parts?.parts.indices.dropFirst() ?? 0..<0).map { ListPartPage(of: self, part: $0) }
  }
}

/// Folders of pages that lists are cut into.
enum ListAddress {
  /// The parts of a list by name. No name of C has a hyphen: below the list of kfuncs it can be no kfunc's.
  static let byName = "by-name"
  /// What the clauses of a policy reach.
  static let reach = "reach"
}

/// How long the pages of lists may be.
enum ListLength {
  /// The most rows of a table: 1,000 are 260 kB (16 kB packed) and 10,000 elements, and stand in Chromium on a processor
  /// slowed to a quarter after 1.6 s; 2,000 take 2.7 s, 10,000 take 10.8 s.
  static let rows = 1_000
  /// The most names in running text: 270 kB again.
  static let names = 2_500
  /// The most kfuncs of which notes tell on one page, at most 900 bytes of each.
  static let told = 300
  /// The most bytes of HTML that notes are told in whole, roughly.
  static let bytes = 250_000
  /// The most names that are listed in the middle of another text.
  static let named = 250
}
