internal import CatalogueFacts
internal import KfuncModel

/// Every name of all releases with its position in each, made once: asking each release for each name, clause by clause,
/// was 10 % of a build of 10,000 kfuncs and 200 clauses.
struct PositionTable: Sendable {
  /// The names, in bytes.
  private(set) var names: [String] = []
  private var cells: [Int32] = []
  private let width: Int

  /// The table of `indices`, each of which lists its kfuncs by name.
  init(_ indices: [ReachIndex]) {
    width = indices.count
    let lists = indices.map(\.kfuncs)
    var cursors = lists.map { _ in 0 }
    while true {
      var least: String?
      for (list, cursor) in zip(lists, cursors) where cursor < list.count {
        let name = list[cursor].kfunc.name
        if least.map({ name.precedesInBytes($0) }) ?? true { least = name }
      }
      guard let name = least else { return }
      names.append(name)
      for number in lists.indices {
        let list = lists[number]
        let first = cursors[number]
        // A name that a catalogue made by hand lists twice stands where it is found first.
        while cursors[number] < list.count, list[cursors[number]].kfunc.name == name { cursors[number] += 1 }
        cells.append(cursors[number] > first ? Int32(first) : -1)
      }
    }
  }

  /// The positions of the name at `row`, release by release; -1 where it is absent.
  func positions(_ row: Int) -> ArraySlice<Int32> { cells[(row * width)..<((row + 1) * width)] }
}
