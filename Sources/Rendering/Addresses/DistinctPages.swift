public import Diagnostics

/// Pages of which each has an address of its own, so that one that has none does not keep the others from being built.
public struct DistinctPages: Sendable {
  /// The pages that stay, in the order in which they were given.
  public let pages: [any Page]
  /// Their positions among those that were given.
  let positions: [Int]
  /// What is wrong with the others, at the files that they were written in: `address-collision`, `address-too-long`.
  public let diagnostics: [Diagnostic]

  /// Of those of `pages` that would share an address (case ignored: file systems and hosts disagree on it) the first,
  /// and none whose folder's name no file system takes.
  public init(_ pages: some Sequence<any Page>) {
    var kept: [any Page] = []
    var positions: [Int] = []
    var diagnostics: [Diagnostic] = []
    var taken: [String: any Page] = [:]
    for (position, page) in pages.enumerated() {
      func fault(_ code: Diagnostic.Code, _ message: String) {
        diagnostics.append(Diagnostic(.error, code, message + "; it is left out", at: page.source))
      }
      let segments = page.address.folders + [page.address.file ?? ""]
      let key = page.address.path.lowercased()
      if let other = taken[key] {
        fault(
          "address-collision",
          "'\(page.title)' would share the address of '\(other.title)': \(page.address) and \(other.address)")
      } else if let long = segments.first(where: { $0.utf8.count > AddressFaults.longestSegment }) {
        fault(
          "address-too-long",
          "'\(page.title.prefix(80))' needs a folder name of \(long.utf8.count) bytes; "
            + "\(AddressFaults.longestSegment) are possible")
      } else {
        taken[key] = page
        kept.append(page)
        positions.append(position)
      }
    }
    self.pages = kept
    self.positions = positions
    self.diagnostics = diagnostics.sorted()
  }
}
