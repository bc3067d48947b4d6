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
  }

  func matches(_ text: String) -> Bool {
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
