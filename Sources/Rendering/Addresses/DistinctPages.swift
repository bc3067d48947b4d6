public import Diagnostics

/// Pages of which each has an address of its own, so that one that has none does not keep the others from being built.
public struct DistinctPages: Sendable {
  /// The pages that stay, in the order in which they were given.
  let pages: [PlannedPage]
  /// What is wrong with the others, at the files that they were written in: `address-collision`, `address-too-long`.
  public let diagnostics: [Diagnostic]
  /// The positions of those that stay among those that were given.
  public var positions: [Int] { pages.map(\.position) }

  /// Of those of `pages` that would share an address (case ignored: file systems and hosts disagree on it) the first,
  /// and none whose folder's name no file system takes.
  public init(_ pages: some RandomAccessCollection<any Page> & Sendable) {
    var kept: [PlannedPage] = []
    var diagnostics: [Diagnostic] = []
    var taken: [String: Int] = [:]
    func page(_ position: Int) -> any Page { pages[pages.index(pages.startIndex, offsetBy: position)] }
    for planned in PlannedPage.all(pages) {
      func fault(_ code: Diagnostic.Code, _ message: String) {
        diagnostics.append(
          Diagnostic(.error, code, message + "; it is left out", at: page(planned.position).source))
      }
      let key = planned.key
      if let position = taken[key] {
        let (page, other) = (page(planned.position), page(position))
        fault(
          "address-collision",
          "'\(page.title)' would share the address of '\(other.title)': \(page.address) and \(other.address)")
      } else if let long = AddressFaults.longSegment(of: planned.address) {
        fault(
          "address-too-long",
          "'\(page(planned.position).title.prefix(80))' needs a folder name of \(long.utf8.count) bytes; "
            + "\(AddressFaults.longestSegment) are possible")
      } else {
        taken[key] = planned.position
        kept.append(planned)
      }
    }
    self.pages = kept
    self.diagnostics = diagnostics.sorted()
  }
}
