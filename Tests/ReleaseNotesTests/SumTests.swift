import KfuncModel
import ReleaseNotes
import SeededNumbers
import SiteContent
import Testing

/// Notes of two stretches, put one behind the other, say what the notes of the whole way say.
@Suite struct SumTests {
  /// What the notes of a pair say of one kfunc, as far as two stretches can be added: from what to what.
  struct Said: Equatable {
    var presence: (Bool, Bool)?
    var prototype: (String, String)?
    var flags: [String: Int] = [:]
    /// The form in which it went, and the one in which it came.
    var goneForm: String?
    var newForm: String?
    /// Whether it was away on the way: what its flags became is then not the sum of what was told.
    var wasAway = false

    static func == (left: Said, right: Said) -> Bool {
      left.presence?.0 == right.presence?.0 && left.presence?.1 == right.presence?.1
        && left.prototype?.0 == right.prototype?.0 && left.prototype?.1 == right.prototype?.1
        && left.flags == right.flags
    }

    /// This and then `other`; what leads back where it began says nothing.
    func then(_ other: Said) -> Said {
      var sum = Said()
      switch (presence, other.presence) {
      case (let first?, let second?): sum.presence = first.0 == second.1 ? nil : (first.0, second.1)
      case (let only?, nil), (nil, let only?): sum.presence = only
      case (nil, nil): break
      }
      // What went and came back changed from the form in which it went to the one in which it came.
      if presence?.0 == true, presence?.1 == false, other.presence?.1 == true {
        sum.wasAway = true
        if let goneForm, let form = other.newForm, goneForm != form { sum.prototype = (goneForm, form) }
        return sum
      }
      // Of what else is not there all along, nothing but its coming and going is told.
      if presence != nil || other.presence != nil { return sum }
      switch (prototype, other.prototype) {
      case (let first?, let second?): sum.prototype = first.0 == second.1 ? nil : (first.0, second.1)
      case (let only?, nil), (nil, let only?): sum.prototype = only
      case (nil, nil): break
      }
      sum.flags = flags.merging(other.flags) { $0 + $1 }.filter { $0.value != 0 }
      return sum
    }
  }

  static func said(_ notes: NotesRecord) -> [String: Said] {
    var said: [String: Said] = [:]
    for name in notes.cameNames { said[name, default: Said()].presence = (false, true) }
    for name in notes.wentNames { said[name, default: Said()].presence = (true, false) }
    for kfunc in notes.removed {
      said[kfunc.change.name, default: Said()].goneForm = kfunc.change.change.old.first?.text
    }
    for kfunc in notes.added.flatMap(\.kfuncs) { said[kfunc.change.name, default: Said()].newForm = kfunc.prototype }
    for change in notes.changes {
      switch change.change.detail {
      case .prototype(let difference) where !difference.isCOnly:
        said[change.name, default: Said()].prototype = (difference.old.text, difference.new.text)
      case .flags(let difference):
        for flag in difference.gained { said[change.name, default: Said()].flags[flag.rawValue, default: 0] += 1 }
        for flag in difference.lost { said[change.name, default: Said()].flags[flag.rawValue, default: 0] -= 1 }
      default: break
      }
    }
    return said
  }

  static func expectSum(_ first: NotesRecord, _ second: NotesRecord, _ whole: NotesRecord, flags: Bool = true) {
    let (left, right, direct) = (said(first), said(second), said(whole))
    for name in Set(left.keys).union(right.keys).union(direct.keys).sorted() {
      var sum = (left[name] ?? Said()).then(right[name] ?? Said())
      var told = direct[name] ?? Said()
      if !flags || sum.wasAway { (sum.flags, told.flags) = ([:], [:]) }
      #expect(sum == told, "\(name): \(sum) and \(told)")
    }
  }

  @Test(arguments: [("6.1", "6.12", "7.2"), ("6.12", "7.2", "7.3"), ("6.1", "6.12", "7.3"), ("6.1", "7.2", "7.3")])
  func realReleasesSumUp(_ a: String, _ b: String, _ c: String) throws {
    // Flags that a release explains as a whole are told once for it, and which do depends on the pair.
    Self.expectSum(
      try RealContent.notes("\(a)..\(b)"), try RealContent.notes("\(b)..\(c)"), try RealContent.notes("\(a)..\(c)"),
      flags: false)
  }

  @Test(arguments: 0..<60)
  func inventedReleasesSumUp(_ seed: UInt64) throws {
    var random = SeededNumbers(seed: seed)
    let source = NotesSource(InventedContent.content(["6.12", "7.2", "7.3"], &random))
    func notes(_ range: String) throws -> NotesRecord {
      try #require(source.notes(try NotesRequest(range, releases: source.record.releases)))
    }
    Self.expectSum(try notes("6.12..7.2"), try notes("7.2..7.3"), try notes("6.12..7.3"))
    // What is said to have come and gone on the way is at neither end, and was in the middle.
    let whole = try notes("6.12..7.3")
    let names = source.content.catalogues.map { Set($0.kfuncs.map(\.name)) }
    let between = names[1].subtracting(names[0]).subtracting(names[2])
    let without = names[0].intersection(names[2]).subtracting(names[1])
    #expect(Set(whole.passing.filter { $0.course == .cameAndWent }.map(\.name)) == between)
    #expect(Set(whole.passing.filter { $0.course == .wentAndCameBack }.map(\.name)) == without)
    let changedBack = Set(
      whole.passing.filter { $0.course == .changedBack && $0.kind == .prototypeChanged }.map(\.name))
    let texts = source.content.catalogues.map { catalogue in
      Dictionary(
        catalogue.kfuncs.map { ($0.name, $0.definitions.first?.prototype.text ?? "") },
        uniquingKeysWith: { first, _ in first })
    }
    let there = names[0].intersection(names[1]).intersection(names[2])
    #expect(changedBack == there.filter { texts[0][$0] == texts[2][$0] && texts[0][$0] != texts[1][$0] })
  }
}
