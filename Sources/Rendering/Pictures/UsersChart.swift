internal import CatalogueFacts
internal import HTMLText
internal import KfuncModel
internal import SiteContent

/// Who uses how many kfuncs: the BPF programs in the tree of the newest release by the folder they belong to, and the
/// programs outside it that are registered.
enum UsersChart {
  static func html(_ directory: KfuncDirectory, _ users: [RegisteredUser]) -> HTMLText {
    guard let newest = directory.catalogues.last else { return HTMLText() }
    var areas: [String: Set<String>] = [:]
    for kfunc in newest.kfuncs {
      for use in kfunc.users where use.form != .mentions {
        areas[TreeUsersPart.area(of: use.source.file), default: []].insert(kfunc.name)
      }
    }
    let inTree = areas.map { (name: "\($0), in the tree of \(newest.release)", count: $1.count) }
    let outside = users.map { user in
      (name: "\(user.name), outside", count: Set(user.uses.flatMap { $0.kfuncs.map(\.value) }).count)
    }
    let rows = (inTree + outside).sorted { left, right in
      left.count != right.count
        ? left.count > right.count : left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
    }
    return BarChart(
      title: "Kfuncs that programs declare or call", unit: "kfunc", rowTitle: "Programs", parts: [""],
      rows: rows.map { BarChart.Row(name: $0.name, counts: [$0.count]) }
    ).html()
  }
}
