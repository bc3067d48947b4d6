public import Diagnostics

/// Which pages a site has, where they stand and which stand beside one another: all that is known of them together, so
/// that each can be made when it is asked for.
public struct PagePlan: Sendable {
  /// The addresses of the pages, by path in bytes.
  public let addresses: [PageAddress]
  /// What is wrong with pages that have no place.
  public let diagnostics: [Diagnostic]
  /// The paths of the addresses.
  private let paths: [String]
  /// The positions of the pages among those that the plan was made of.
  private let positions: [Int]
  private let neighbours: [PageAddress: Neighbours]

  /// The pages before and after one in its series.
  struct Neighbours: Sendable {
    var before: Crumb?
    var after: Crumb?
  }

  /// The plan of those of `pages` that have an address of their own (``DistinctPages``).
  public init(_ pages: some Sequence<any Page>) {
    let distinct = DistinctPages(pages)
    self.init(distinct.pages, positions: distinct.positions, diagnostics: distinct.diagnostics)
  }

  /// The plan of all of `pages`.
  ///
  /// - Throws: `address-collision` when two pages share an address, case ignored: file systems and hosts disagree on it.
  init(all pages: [any Page]) throws(AddressFaults) {
    self.init(pages, positions: Array(pages.indices), diagnostics: [])
    let faults = AddressFaults.find(positions.map { pages[$0] })
    guard faults.isEmpty else { throw AddressFaults(diagnostics: faults) }
  }

  private init(_ pages: [any Page], positions: [Int], diagnostics: [Diagnostic]) {
    // Paths are ASCII (PageAddress.segment), whose strings compare as their bytes; each is made once.
    let sorted = zip(pages, positions).map { ($0.0.address.path, $0.0, $0.1) }.sorted { $0.0 < $1.0 }
    paths = sorted.map(\.0)
    addresses = sorted.map(\.1.address)
    self.positions = sorted.map(\.2)
    self.diagnostics = diagnostics
    var neighbours: [PageAddress: Neighbours] = [:]
    var last: [String: Crumb] = [:]
    for (_, page, _) in sorted {
      guard let series = page.series else { continue }
      let here = Crumb(series.page, page.address)
      if let before = last[series.name] {
        neighbours[before.address, default: Neighbours()].after = here
        neighbours[page.address, default: Neighbours()].before = before
      }
      last[series.name] = here
    }
    self.neighbours = neighbours
  }

  /// The pages in the order of their addresses.
  func pages(_ make: (Int) -> any Page) -> [any Page] { positions.map(make) }

  /// The position of the page whose file is `path`; nil where no page stands there.
  func position(at path: String) -> Int? {
    var low = 0
    var high = paths.count
    while low < high {
      let middle = (low + high) / 2
      if paths[middle] == path { return positions[middle] }
      if paths[middle].utf8.lexicographicallyPrecedes(path.utf8) { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  /// Whether a page has the file `path`.
  public func has(_ path: String) -> Bool { position(at: path) != nil }

  /// What stands beside the page at `address`.
  func neighbours(of address: PageAddress) -> Neighbours? { neighbours[address] }
}
