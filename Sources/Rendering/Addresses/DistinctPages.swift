internal import Diagnostics

/// Pages of which each has an address of its own, so that one that has none does not keep the others from being built.
struct DistinctPages: Sendable {
  /// The pages that stay, in the order in which they were given.
  let pages: [PlannedPage]
  /// What is wrong with the others, at the files that they were written in: `address-collision`, `address-too-long`.
  let diagnostics: [Diagnostic]

  /// The longest name of a file or folder that common file systems take, in bytes.
  private static let longestSegment = 255

  /// Of those of `pages` that would share an address (case ignored: file systems and hosts disagree on it) the first,
  /// and none whose folder's name no file system takes.
  init(_ pages: some RandomAccessCollection<any Page> & Sendable) {
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
      } else if let long = Self.longSegment(of: planned.address) {
        fault(
          "address-too-long",
          "'\(page(planned.position).title.prefix(80))' needs a folder name of \(long.utf8.count) bytes; "
            + "\(Self.longestSegment) are possible")
      } else {
        taken[key] = planned.position
        kept.append(planned)
      }
    }
    self.pages = kept
    self.diagnostics = diagnostics.sorted()
  }

  /// The first name in `address` that no file system takes; nil for none.
  private static func longSegment(of address: PageAddress) -> String? {
    address.folders.first { $0.utf8.count > longestSegment }
      ?? address.file.flatMap { $0.utf8.count > longestSegment ? $0 : nil }
  }
}
