internal import ParallelMap

/// What a plan keeps of a page that is not made yet: a page as a value holds much more, and a site has thousands.
struct PlannedPage: Sendable {
  /// Its position among those that the plan is made of.
  let position: Int
  let address: PageAddress
  /// The path of the address.
  let path: String
  let series: PageSeries?

  init(_ page: any Page, at position: Int) {
    self.position = position
    address = page.address
    path = address.path
    series = page.series
  }

  /// What two paths share where file systems and hosts disagree on case.
  var key: String {
    // Nearly every path is in lower case, and is its own key.
    path.utf8.allSatisfy { $0 < 0x80 && !(0x41...0x5a).contains($0) } ? path : path.lowercased()
  }

  /// The pages of `pages`, each made, looked at and let go.
  static func all(_ pages: some RandomAccessCollection<any Page> & Sendable) -> [PlannedPage] {
    Array(0..<pages.count).concurrentMap { position in
      PlannedPage(pages[pages.index(pages.startIndex, offsetBy: position)], at: position)
    }
  }
}
