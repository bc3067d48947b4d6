internal import Diagnostics
internal import JSONText
internal import KfuncModel

/// Reads `catalogue/RELEASE.json`.
enum CataloguesReader {
  /// The catalogues of `tree`, oldest release first; one that cannot be read is reported and left out.
  static func read(
    from tree: inout ContentTree, memory: inout FileResults<Outcome>, diagnostics: inout [Diagnostic]
  ) -> [ReleaseCatalogue] {
    let strings = SharedStrings()
    let results = tree.mapFiles(
      in: "catalogue", ending: ".json", limit: ContentTree.largestCatalogue, memory: &memory
    ) { file in
      catalogue(file, sharing: strings)
    }
    var catalogues: [ReleaseCatalogue] = []
    for result in results {
      switch result {
      case .success(let catalogue): catalogues.append(catalogue)
      case .failure(let diagnostic): diagnostics.append(diagnostic)
      }
    }
    return catalogues.sorted { $0.release < $1.release }
  }

  /// A catalogue, or what is wrong with it.
  typealias Outcome = Result<ReleaseCatalogue, Diagnostic>

  private static func catalogue(_ file: ContentFile, sharing strings: SharedStrings) -> Outcome {
    do throws(Diagnostic) {
      let catalogue = try ReleaseCatalogue.read(file.bytes, file: file.path, sharing: strings)
      guard catalogue.release.description == file.stem else {
        throw Diagnostic(
          .error, "unknown-release", "the file is named \(file.stem) and holds \(catalogue.release)",
          at: SourceLocation(file: file.path))
      }
      return .success(catalogue)
    } catch {
      return .failure(error)
    }
  }
}
