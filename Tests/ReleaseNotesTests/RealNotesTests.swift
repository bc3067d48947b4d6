import CatalogueFacts
import KfuncModel
import ReleaseNotes
import Testing

/// The notes of the real pairs against lists that were read from the kernels' sources with other tools.
@Suite struct RealNotesTests {
  @Test(arguments: RealContent.pairs)
  func tellsEveryNameThatCameAndWent(_ range: String) throws {
    let notes = try RealContent.notes(range)
    let expected = try RealContent.lines("changes/names-\(range).txt")
    #expect(!expected.isEmpty)
    #expect(notes.cameNames == Set(expected.filter { $0.hasPrefix("+") }.map { String($0.dropFirst(2)) }))
    #expect(notes.wentNames == Set(expected.filter { $0.hasPrefix("-") }.map { String($0.dropFirst(2)) }))
  }

  @Test func sumsNamesOverTheWholeSpan() throws {
    let notes = try RealContent.notes("6.1..7.3")
    let expected = try RealContent.lines("release-notes/names-6.1..7.3.txt")
    func names(_ sign: String) -> Set<String> {
      Set(expected.filter { $0.hasPrefix(sign) }.map { String($0.dropFirst(2)) })
    }
    #expect(notes.cameNames == names("+"))
    #expect(notes.wentNames == names("-"))
    // Names that only people know of came and went as well.
    let passing = Set(notes.passing.filter { $0.course == .cameAndWent }.map(\.name))
    #expect(names("~").subtracting(passing).isEmpty)
    let catalogued = Set(RealContent.source.directory.histories.map(\.name))
    #expect(passing.intersection(catalogued) == names("~"))
  }

  @Test(arguments: RealContent.pairs)
  func tellsEveryPrototypeThatAProgramSees(_ range: String) throws {
    let notes = try RealContent.notes(range)
    for line in try RealContent.lines("release-notes/prototypes-\(range).txt") {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      let found = notes.changes.first { $0.name == fields[0] && $0.change.kind == .prototypeChanged }
      guard case .prototype(let difference)? = found?.change.detail else {
        Issue.record("\(fields[0]): no prototypes")
        continue
      }
      #expect(difference.isCOnly == (fields[1] == "c-only"), "\(fields[0])")
      guard fields.count == 4 else { continue }
      #expect(difference.old.text == fields[2])
      #expect(difference.new.text == fields[3])
    }
  }

  @Test(arguments: RealContent.pairs)
  func tellsNoPrototypeMore(_ range: String) throws {
    let expected = Set(
      try RealContent.lines("release-notes/prototypes-\(range).txt").map { String($0.prefix { $0 != "\t" }) })
    let told = Set(try RealContent.notes(range).changes.filter { $0.change.kind == .prototypeChanged }.map(\.name))
    // The three TCP functions of 6.1 that the independent reading did not reach have the same prototypes there.
    #expect(told.subtracting(expected).isEmpty)
  }

  @Test(arguments: [
    "release-notes/flags-6.1..6.12.txt", "release-notes/flags-6.12..7.2.txt", "changes/flags-7.2..7.3.txt",
  ])
  func tellsEveryFlagThatChanged(_ file: String) throws {
    let range = String(file.split(separator: "-").last?.dropLast(4) ?? "")
    let notes = try RealContent.notes(range)
    for line in try RealContent.lines(file) {
      let fields = line.split(separator: " ").map(String.init)
      for sign in fields.dropFirst(2) {
        let flag = KfuncFlag(rawValue: String(sign.dropFirst()))
        let isTold = notes.changes.contains { change in
          guard change.name == fields[0], case .flags(let difference) = change.change.detail else { return false }
          return difference.sets.contains { $0.name == fields[1] }
            && (sign.hasPrefix("+") ? difference.gained : difference.lost).contains(flag)
        }
        let isExplained = notes.releaseWide.contains { $0.kfuncs.contains(fields[0]) }
        #expect(isTold || isExplained || notes.testing.changed.contains(fields[0]), "\(line)")
      }
    }
  }

  @Test func tellsWhichSectionsOfThePolicyChanged() throws {
    for line in try RealContent.lines("release-notes/policy-text.txt") {
      let fields = line.split(separator: "\t").map(String.init)
      let notes = try RealContent.notes(fields[0])
      let change = try #require(notes.policy.first { $0.file == "Documentation/bpf/" + fields[1] })
      let title = String(fields[2].dropFirst(2))
      let list = fields[2].hasPrefix("+") ? change.added : fields[2].hasPrefix("-") ? change.removed : change.changed
      #expect(list.contains { $0.title.split(separator: " ").joined(separator: " ") == title }, "\(line)")
    }
  }

  @Test(arguments: ["6.12..7.2", "7.2..7.3"])
  func tellsNoSectionOfThePolicyMore(_ range: String) throws {
    let expected = try RealContent.lines("release-notes/policy-text.txt").filter { $0.hasPrefix(range + "\t") }.count
    let told = try RealContent.notes(range).policy.reduce(0) {
      $0 + $1.added.count + $1.removed.count + $1.changed.count
    }
    #expect(told == expected)
    #expect(try RealContent.notes(range).policy.contains { $0.lifecycle == .same })
  }

  @Test func placesEachWhereAReaderLooks() throws {
    let ids = ["tightened": "stricter", "written": "behaviour"]
    for line in try RealContent.lines("release-notes/placement.txt") {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      let section = try #require(try RealContent.document(fields[0]).section(ids[fields[2]] ?? fields[2]), "\(line)")
      var words = section.words
      #expect(section.spans.contains { $0.words == fields[1] }, "\(line)")
      for block in section.blocks {
        if case .entry(fields[1], let blocks) = block { words = blocks.map(\.words).joined(separator: "\n") }
      }
      if fields.count > 3, !fields[3].isEmpty { #expect(words.contains(fields[3]), "\(line)") }
    }
  }
}
