import KfuncModel
import Testing

@testable import Resolution

/// What must hold of any comparison, tried on the real catalogues.
@Suite struct PropertyTests {
  private static let releases = ["6.1", "6.12", "7.2", "7.3"]
  private static let pairs = [("6.1", "6.12"), ("6.12", "7.2"), ("7.2", "7.3"), ("6.1", "7.3")]

  @Test(arguments: releases)
  func aReleaseDoesNotDifferFromItself(_ release: String) throws {
    let comparison = try Committed.compare(release, release)
    #expect(comparison.changes.isEmpty)
    #expect(comparison.releaseWide.isEmpty)
  }

  @Test(arguments: pairs)
  func turnedRoundAddedAndRemovedChangePlaces(_ old: String, _ new: String) throws {
    let forth = try Committed.compare(old, new).changes
    let back = try Committed.compare(new, old).changes
    func names(_ changes: [ChangeRecord], _ kind: EventKind) -> [String] {
      changes.filter { $0.kind == kind }.map(\.kfunc)
    }
    #expect(names(forth, .added) == names(back, .removed))
    #expect(names(forth, .removed) == names(back, .added))
    for kind in [EventKind.prototypeChanged, .moved, .buildChanged, .kernelDocChanged, .filterChanged, .idSetChanged] {
      #expect(names(forth, kind) == names(back, kind), "\(kind.rawValue)")
    }
  }

  @Test func twoStepsLeadWhereOneLeads() throws {
    func names(_ release: String) throws -> Set<String> { Set(try Committed.catalogue(release).kfuncs.map(\.name)) }
    for (first, middle, last) in [("6.1", "6.12", "7.2"), ("6.12", "7.2", "7.3")] {
      var walked = try names(first)
      for step in [(first, middle), (middle, last)] {
        for change in try Committed.compare(step.0, step.1).changes {
          if change.kind == .added { walked.insert(change.kfunc) }
          if change.kind == .removed { walked.remove(change.kfunc) }
        }
      }
      #expect(walked == (try names(last)))
      let direct = try Committed.compare(first, last).changes
      let added = Set(direct.filter { $0.kind == .added }.map(\.kfunc))
      let removed = Set(direct.filter { $0.kind == .removed }.map(\.kfunc))
      let led = try names(first).union(added).subtracting(removed)
      #expect(led == walked)
    }
  }

  @Test(arguments: pairs)
  func everyRecordNamesItsEvidence(_ old: String, _ new: String) throws {
    for change in try Committed.compare(old, new).changes where change.explanation == nil {
      #expect(!change.old.isEmpty || !change.new.isEmpty, "\(change.kfunc) \(change.kind.rawValue)")
      #expect(change.old.allSatisfy { $0.release.description == old })
      #expect(change.new.allSatisfy { $0.release.description == new })
    }
  }

  @Test(arguments: pairs)
  func changesComeByNameAndReleaseWideOnesCoverThem(_ old: String, _ new: String) throws {
    let comparison = try Committed.compare(old, new)
    let names = comparison.changes.map(\.kfunc)
    #expect(zip(names, names.dropFirst()).allSatisfy { !$1.utf8.lexicographicallyPrecedes($0.utf8) })
    for change in comparison.changes {
      guard let id = change.explanation else { continue }
      #expect(comparison.releaseWide.first { $0.id == id }?.kfuncs.contains(change.kfunc) == true)
    }
    for wide in comparison.releaseWide {
      #expect(!wide.evidence.isEmpty && wide.evidence.allSatisfy { $0.source != nil })
    }
  }
}
