internal import Rendering

extension MadeFiles {
  /// The places of all files in the order in which a whole site is made and written.
  ///
  /// What is not of one kfunc comes first: the largest files are among it, and no thread is left alone with one in the end.
  /// Those that hold all of a release, megabytes each, are spread among it, so that threads do not have several of them in
  /// memory at once. Then kfunc by kfunc data, entry and stability page, which share what was found out about it
  /// (`KfuncFindings`).
  var writingOrder: [Int] {
    let documents = PageAddress.kfuncData("").folders
    let releases = [
      PageAddress.catalogueData("").folders, PageAddress.releaseData("").folders,
      PageAddress.comparisonData(from: "", to: "").folders,
    ]
    let entries = PageAddress.kfuncs.folders[0]
    var documentOf: [String: Int] = [:]
    var others: [Int] = []
    var whole: [Int] = []
    // Pages come by path: the entry, and then what stands below it.
    var pages: [(place: Int, name: String?)] = []
    for place in 0..<count {
      guard let address = address(at: place) else {
        others.append(place)
        continue
      }
      if address.folders == documents, let file = address.file {
        documentOf[file] = place
      } else if address.folders.first == entries {
        pages.append((place, address.folders.dropFirst().first))
      } else if releases.contains(address.folders) {
        whole.append(place)
      } else {
        others.append(place)
      }
    }
    var order = Self.spread(whole, among: others)
    order.reserveCapacity(count)
    for (place, name) in pages {
      if let name, let document = documentOf.removeValue(forKey: name + ".json") { order.append(document) }
      order.append(place)
    }
    return order + documentOf.values.sorted()
  }

  /// `others` with one of `few` before each of as many stretches of equal length.
  private static func spread(_ few: [Int], among others: [Int]) -> [Int] {
    var order: [Int] = []
    for (index, place) in few.enumerated() {
      order.append(place)
      order += others[(others.count * index / few.count)..<(others.count * (index + 1) / few.count)]
    }
    return few.isEmpty ? others : order
  }
}
