internal import Rendering

extension MadeFiles {
  /// The places of all files in the order in which a whole site is made and written.
  ///
  /// What is not of one kfunc comes first: the largest files are among it, and no thread is left alone with one in the end.
  /// Then kfunc by kfunc data, entry and stability page, which share what was found out about it (`KfuncFindings`).
  var writingOrder: [Int] {
    let documents = PageAddress.kfuncData("").folders.map { $0 + "/" }.joined()
    let entries = PageAddress.kfuncs.folders[0] + "/"
    var order: [Int] = []
    order.reserveCapacity(count)
    var documentOf: [Substring: Int] = [:]
    let paths = paths
    for (place, path) in paths.enumerated() {
      if path.hasPrefix(documents), path.hasSuffix(".json") {
        documentOf[Substring(path.utf8.dropFirst(documents.utf8.count).dropLast(".json".utf8.count))] = place
      } else if !path.hasPrefix(entries) {
        order.append(place)
      }
    }
    // Pages come by path: the entry, and then what stands below it.
    for (place, path) in paths.enumerated() where path.hasPrefix(entries) {
      let name = Substring(path.utf8.dropFirst(entries.utf8.count).prefix { $0 != UInt8(ascii: "/") })
      if let document = documentOf.removeValue(forKey: name) { order.append(document) }
      order.append(place)
    }
    return order + documentOf.values.sorted()
  }
}
