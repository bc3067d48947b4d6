internal import CatalogueFacts
internal import KfuncModel

/// Every name of all releases with its position in each, made once: asking each release for each name, clause by clause,
/// was 10 % of a build of 10,000 kfuncs and 200 clauses.
struct PositionTable: Sendable {
  /// The names, in bytes.
  private(set) var names: [String] = []
  /// How many releases there are.
  let width: Int
  private var cells: [Int32] = []

  /// The table of `lists`, one for each release, of which each is by name.
  init(_ lists: [[KfuncFacts]]) {
    width = lists.count
    let longest = lists.lazy.map(\.count).max() ?? 0
    names.reserveCapacity(longest)
    cells.reserveCapacity(longest * width)
    var cursors = lists.map { _ in 0 }
    while true {
      var least: String?
      for (list, cursor) in zip(lists, cursors) where cursor < list.count {
        let name = list[cursor].kfunc.name
        // Mostly all releases have the same name next, which one look at what they share tells.
        if least.map({ name != $0 && name.precedesInBytes($0) }) ?? true { least = name }
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

  /// The position of the name at `row` in one release; nil where it is absent.
  func position(_ row: Int, in release: Int) -> Int? {
    let cell = cells[row * width + release]
    return cell < 0 ? nil : Int(cell)
  }
}
