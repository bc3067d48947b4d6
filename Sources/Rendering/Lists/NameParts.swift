/// A list of names cut by how they begin, so that no part is longer than a page should be.
///
/// A part that is too long is cut behind what all its names share, one part for each character that follows there, and so
/// on. What a part is called depends on names alone: a part that is there stays, whatever names come later. It gets parts
/// of its own at most, and then lists those. Numbered pages or even shares would be moved by every new name.
struct NameParts: Sendable {
  /// Names that begin alike.
  struct Part: Sendable {
    /// What they begin with, ASCII letters in lower case: file systems and hosts disagree on case. Empty for the whole.
    let start: String
    /// Where they stand in ``NameParts/order``.
    let places: Range<Int>
    /// Those of them that its own page lists: all, or where it is cut those that end where it is cut.
    var own: Range<Int>
    /// The part that it was cut from; nil for the whole.
    let parent: Int?
    /// The parts that it was cut into, in their order.
    var children: [Int] = []

    var isCut: Bool { !children.isEmpty }
    var count: Int { places.count }
  }

  /// The whole, and behind each part the parts that it was cut into.
  private(set) var parts: [Part]
  /// The positions of the names by name in bytes, ASCII letters in lower case; nil where they stand in that order.
  private let order: [Int32]?
  private let count: Int
  /// The name at a position.
  let name: @Sendable (Int) -> String

  /// The parts of `names`, none longer than `most`; nil where all of them fit on one page.
  init?(_ names: [String], most: Int) { self.init(count: names.count, most: most) { names[$0] } }

  /// The parts of `count` names, each of which `name` gives by its position: hundreds of lists may name the same kfuncs, and
  /// lists of the names for each of them were megabytes.
  init?(count: Int, most: Int, name: @escaping @Sendable (Int) -> String) {
    guard count > most else { return nil }
    self.name = name
    self.count = count
    let keys = NameKeys((0..<count).lazy.map(name))
    let order = keys.order
    self.order = order
    /// The name at a place of the order.
    func key(_ place: Int) -> ArraySlice<UInt8> { keys[order.map { Int($0[place]) } ?? place] }
    parts = [Part(start: "", places: 0..<count, own: 0..<count, parent: nil)]
    // What is not cut yet, the first at the end: a name may be as long as a file, so nothing calls itself.
    var left = [0]
    while let index = left.popLast() {
      let places = parts[index].places
      if places.count <= most { continue }
      let shared = Self.shared(key(places.lowerBound), key(places.upperBound - 1))
      var place = places.lowerBound
      while place < places.upperBound, key(place).count == shared { place += 1 }
      // Names that differ in case alone stay together.
      if place == places.upperBound { continue }
      parts[index].own = places.lowerBound..<place
      while place < places.upperBound {
        let first = key(place)
        let start = first.prefix(Self.characterEnd(first, shared))
        var next = place + 1
        while next < places.upperBound, key(next).starts(with: start) { next += 1 }
        parts[index].children.append(parts.count)
        parts.append(
          Part(
            start: String(decoding: start, as: UTF8.self), places: place..<next, own: place..<next, parent: index))
        place = next
      }
      left += parts[index].children.reversed()
    }
  }

  /// The positions of the names that the page of a part lists itself, in their order.
  func positions(_ part: Int) -> ArraySlice<Int> { positions(at: parts[part].own) }

  /// For each name, by its position, the part whose page lists it.
  var listing: [Int] {
    var listing = [Int](repeating: 0, count: count)
    for (index, part) in parts.enumerated() { for place in part.own { listing[position(at: place)] = index } }
    return listing
  }

  /// The positions of all names of a part.
  func all(_ part: Int) -> ArraySlice<Int> { positions(at: parts[part].places) }

  private func position(at place: Int) -> Int { order.map { Int($0[place]) } ?? place }

  private func positions(at places: Range<Int>) -> ArraySlice<Int> {
    ArraySlice(order.map { $0[places].map { Int($0) } } ?? Array(places))
  }

  /// The first and the last name of a part.
  func ends(_ part: Int) -> (first: String, last: String) {
    let places = parts[part].places
    return (name(position(at: places.lowerBound)), name(position(at: places.upperBound - 1)))
  }

  /// The parts above one, the outermost first; the whole is left out.
  func above(_ part: Int) -> [Int] {
    var above: [Int] = []
    var next = parts[part].parent
    while let part = next, part != 0 {
      above.append(part)
      next = parts[part].parent
    }
    return above.reversed()
  }

  /// The parts that a page about `part` leads to: those it was cut into, and instead of the longest of them theirs, as long
  /// as there are no more than `most`. Every name below `part` that its page does not list itself is below one of them.
  func shown(under part: Int, most: Int = 200) -> [Int] {
    var shown = parts[part].children
    while true {
      // One that lists names itself is a step of its own.
      let replaceable = shown.indices.filter { index in
        let part = parts[shown[index]]
        return part.isCut && part.own.isEmpty && shown.count - 1 + part.children.count <= most
      }
      guard let longest = replaceable.max(by: { parts[shown[$0]].count < parts[shown[$1]].count }) else { return shown }
      shown.replaceSubrange(longest...longest, with: parts[shown[longest]].children)
    }
  }

  /// How many bytes two names begin with in common, whole characters alone.
  private static func shared(_ first: ArraySlice<UInt8>, _ second: ArraySlice<UInt8>) -> Int {
    var shared = zip(first, second).prefix { $0 == $1 }.count
    while shared > 0, shared < first.count, first[first.startIndex + shared] & 0xc0 == 0x80 { shared -= 1 }
    return shared
  }

  /// How many bytes of `key` there are up to where the character ends that begins behind `count` of them.
  private static func characterEnd(_ key: ArraySlice<UInt8>, _ count: Int) -> Int {
    count + 1 + key.dropFirst(count + 1).prefix { $0 & 0xc0 == 0x80 }.count
  }
}
