public import Diagnostics

/// Pages that cannot be written because of their addresses.
public struct AddressFaults: Error {
  /// Each fault, sorted: `address-collision`, `address-too-long`.
  public let diagnostics: [Diagnostic]

  /// The longest name of a file or folder that common file systems take, in bytes.
  static let longestSegment = 255

  /// The first name in `address` that no file system takes; nil for none.
  static func longSegment(of address: PageAddress) -> String? {
    address.folders.first { $0.utf8.count > longestSegment }
      ?? address.file.flatMap { $0.utf8.count > longestSegment ? $0 : nil }
  }

  /// What is wrong with the addresses of `pages`, which are sorted by address.
  static func find(_ pages: [any Page]) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    var taken: [String: any Page] = [:]
    for page in pages {
      let key = page.address.path.lowercased()
      if let other = taken[key] {
        diagnostics.append(
          Diagnostic(
            .error, "address-collision",
            "'\(other.title)' and '\(page.title)' would share an address: \(other.address) and \(page.address)"))
      } else {
        taken[key] = page
      }
      if let long = longSegment(of: page.address) {
        diagnostics.append(
          Diagnostic(
            .error, "address-too-long",
            "'\(page.title.prefix(80))' needs a folder name of \(long.utf8.count) bytes; \(longestSegment) are possible"
          ))
      }
    }
    return diagnostics.sorted()
  }
}
