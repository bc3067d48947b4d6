import CatalogueFacts
import Foundation
import KfuncModel
import Testing

@testable import Resolution

/// Catalogues that are read together share what they repeat, and a comparison looks less closely at what is shared.
@Suite struct SharedComparisonTests {
  private func together() throws -> [ReleaseCatalogue] {
    let shared = SharedCatalogueParts()
    return try ["6.1", "6.12", "7.2", "7.3"].map { release in
      let path = "Content/catalogue/\(release).json"
      let bytes = Array(try Data(contentsOf: Committed.root.appending(path: path)))
      return try ReleaseCatalogue.read(bytes, file: path, sharing: shared)
    }
  }

  @Test func whatIsSharedChangesNoComparison() throws {
    let catalogues = try together()
    for (old, new) in zip(catalogues, catalogues.dropFirst()) {
      let found = CatalogueComparison(old, new, releases: Committed.releases).compare()
      let apart = try Committed.compare(old.release.description, new.release.description)
      #expect(found.changes == apart.changes)
      #expect(found.releaseWide == apart.releaseWide)
      #expect(!found.changes.isEmpty)
    }
  }

  /// Most kfuncs of 7.3 are taken for equal at once, and none of which a rule says something, but that trusted arguments became
  /// the default.
  @Test func nothingThatARuleSeesIsTakenForEqual() throws {
    let indices = CatalogueIndex.all(try together())
    for (old, new) in zip(indices, indices.dropFirst()) {
      let changes = CatalogueComparison(old, new, releases: Committed.releases).compare().changes
      let told = Set(changes.filter { $0.kind != .tightened }.map(\.kfunc))
      let before = Dictionary(uniqueKeysWithValues: old.kfuncs.map { ($0.kfunc.name, $0) })
      let equal = new.kfuncs.filter { facts in
        before[facts.kfunc.name].map {
          facts.isSameApartFromLines(as: $0) && facts.sets.opensTheSame(as: $0.sets)
        } ?? false
      }
      #expect(equal.filter { told.contains($0.kfunc.name) }.isEmpty)
      if new.catalogue.release.description == "7.3" { #expect(equal.count > 150) }
    }
  }
}
