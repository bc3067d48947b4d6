public import Diagnostics

/// Which pages a site has, where they stand and which stand beside one another: all that is known of them together, so
/// that each can be made when it is asked for.
public struct PagePlan: Sendable {
  /// The addresses of the pages, by path in bytes.
  public let addresses: [PageAddress]
  /// What is wrong with pages that have no place, at the files that they were written in: `address-collision`,
  /// `address-too-long`.
  public let diagnostics: [Diagnostic]
  /// The positions of the pages among those that the plan was made of.
  let positions: [Int]
  /// For each address what its page is called in its series, and the places of the pages before and after; -1 for none.
  private let series: [(name: String?, before: Int32, after: Int32)]

  /// The pages before and after one in its series.
  struct Neighbours: Sendable {
    var before: Crumb?
    var after: Crumb?
  }

  /// The plan of those of `pages` that have an address of their own: of several that would share one, case ignored, the
  /// first.
  public init(_ pages: some RandomAccessCollection<any Page> & Sendable) {
    let distinct = DistinctPages(pages)
    // Paths are ASCII (PageAddress.segment), whose strings compare as their bytes.
    let sorted = distinct.pages.sorted { $0.path < $1.path }
    addresses = sorted.map(\.address)
    positions = sorted.map(\.position)
    diagnostics = distinct.diagnostics
    var series = sorted.map { page in (name: page.series?.page, before: Int32(-1), after: Int32(-1)) }
    var last: [String: Int] = [:]
    for (place, page) in sorted.enumerated() {
      guard let name = page.series?.name else { continue }
      if let before = last[name] {
        series[before].after = Int32(place)
        series[place].before = Int32(before)
      }
      last[name] = place
    }
    self.series = series
  }

  /// The position of the page whose file is `path`; nil where no page stands there.
  func position(at path: String) -> Int? { place(of: path).map { positions[$0] } }

  /// The place of `path` among ``addresses``.
  private func place(of path: String) -> Int? {
    var low = 0
    var high = addresses.count
    while low < high {
      let middle = (low + high) / 2
      let other = addresses[middle].path
      if other == path { return middle }
      if other.utf8.lexicographicallyPrecedes(path.utf8) { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  /// Whether a page has the file `path`.
  public func has(_ path: String) -> Bool { position(at: path) != nil }

  /// What stands beside the page at `address`.
  func neighbours(of address: PageAddress) -> Neighbours? {
    place(of: address.path).flatMap(neighbours)
  }

  /// What stands beside the page at `place` of ``addresses``.
  func neighbours(at place: Int) -> Neighbours? {
    guard series[place].before >= 0 || series[place].after >= 0 else { return nil }
    return Neighbours(before: crumb(series[place].before), after: crumb(series[place].after))
  }

  private func crumb(_ place: Int32) -> Crumb? {
    guard place >= 0, let name = series[Int(place)].name else { return nil }
    return Crumb(name, addresses[Int(place)])
  }
}
