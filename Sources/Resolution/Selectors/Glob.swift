/// A pattern over names or paths: `*` and `?`, and for paths `**`, which alone crosses folders.
///
/// Follows all places in the pattern at once, so that no pattern takes more than its length times the text's.
struct Glob: Sendable {
  private enum Part: Equatable {
    case byte(UInt8)
    /// `?`: one byte (names and paths of kernels are ASCII), in paths none that parts folders.
    case one
    /// `*`: any number of characters, in paths within a folder.
    case many
    /// `**`: any number of characters.
    case all
  }

  private let parts: [Part]
  private let isPath: Bool
  /// The bytes that every text begins with: nearly every name fails here.
  private let prefix: [UInt8]
  /// The places of stars, one bit each; nil for patterns of more parts than a word has bits.
  private let stars: UInt64?

  init(_ pattern: String, isPath: Bool) {
    var parts: [Part] = []
    for byte in pattern.utf8 {
      switch byte {
      case UInt8(ascii: "?"): parts.append(.one)
      case UInt8(ascii: "*"):
        if parts.last == .many, isPath {
          parts[parts.count - 1] = .all
        } else if parts.last != .all, parts.last != .many {
          parts.append(.many)
        }
      default: parts.append(.byte(byte))
      }
    }
    self.parts = parts
    self.isPath = isPath
    var prefix: [UInt8] = []
    for case .byte(let byte) in parts.prefix(while: { if case .byte = $0 { true } else { false } }) {
      prefix.append(byte)
    }
    self.prefix = prefix
    stars =
      parts.count < 64
      ? parts.indices.reduce(0) { parts[$1] == .many || parts[$1] == .all ? $0 | 1 << UInt64($1) : $0 } : nil
  }

  func matches(_ text: String) -> Bool {
    guard text.utf8.starts(with: prefix) else { return false }
    guard let stars else { return matchesLong(text) }
    // Bit n: the text so far fits the first n parts.
    var places: UInt64 = 1 | (1 & stars) << 1
    for byte in text.utf8 {
      var next: UInt64 = 0
      var rest = places & ~(1 << UInt64(parts.count))
      let crosses = isPath && byte == UInt8(ascii: "/")
      while rest != 0 {
        let place = rest.trailingZeroBitCount
        let bit: UInt64 = 1 << UInt64(place)
        rest &= rest - 1
        switch parts[place] {
        case .byte(let wanted): if wanted == byte { next |= bit << 1 }
        case .one: if !crosses { next |= bit << 1 }
        case .many: if !crosses { next |= bit }
        case .all: next |= bit
        }
      }
      // No two stars are neighbours.
      places = next | (next & stars) << 1
      if places == 0 { return false }
    }
    return places & 1 << UInt64(parts.count) != 0
  }

  /// For patterns of any length, with one truth for each place.
  private func matchesLong(_ text: String) -> Bool {
    var places = [Bool](repeating: false, count: parts.count + 1)
    places[0] = true
    skipStars(&places)
    for byte in text.utf8 {
      var next = [Bool](repeating: false, count: parts.count + 1)
      for (place, part) in parts.enumerated() where places[place] {
        let crosses = isPath && byte == UInt8(ascii: "/")
        switch part {
        case .byte(let wanted): if wanted == byte { next[place + 1] = true }
        case .one: if !crosses { next[place + 1] = true }
        case .many: if !crosses { next[place] = true }
        case .all: next[place] = true
        }
      }
      places = next
      skipStars(&places)
    }
    return places[parts.count]
  }

  private func skipStars(_ places: inout [Bool]) {
    for (place, part) in parts.enumerated() where places[place] && (part == .many || part == .all) {
      places[place + 1] = true
    }
  }
}
