internal import Rendering
internal import SiteData

/// In which order the parts of a site are made and written.
///
/// What is not of one kfunc comes first: the largest files are among it, and no thread is left alone with one in the end.
/// Then kfunc by kfunc data, entry and stability page, which share what was found out about it (`KfuncFindings`).
enum WritingOrder {
  /// A file, by its place among the files for programs or among the pages.
  enum Part: Sendable {
    case file(Int)
    case page(Int)
  }

  /// All of `files` and all pages of `plan`.
  static func parts(_ files: [DataFile], _ plan: PagePlan) -> [Part] {
    let folders = PageAddress.kfuncData("").folders
    var documents: [String: Int] = [:]
    var parts: [Part] = []
    parts.reserveCapacity(files.count + plan.addresses.count)
    for (place, file) in files.enumerated() {
      if let name = kfunc(documentedBy: file.address, in: folders) {
        documents[name] = place
      } else {
        parts.append(.file(place))
      }
    }
    for (place, address) in plan.addresses.enumerated() {
      // The entry comes before the stability page, by address.
      if address.folders.count == 2, address.folders[0] == PageAddress.kfuncs.folders[0],
        let document = documents.removeValue(forKey: address.folders[1])
      {
        parts.append(.file(document))
      }
      parts.append(.page(place))
    }
    return parts + documents.values.sorted().map { .file($0) }
  }

  /// The kfunc whose data is the file at `address`, as its folder is named; nil for a file that is not in `folders`.
  private static func kfunc(documentedBy address: PageAddress, in folders: [String]) -> String? {
    guard address.folders == folders, let file = address.file, file.hasSuffix(".json") else { return nil }
    return String(file.dropLast(".json".count))
  }
}
