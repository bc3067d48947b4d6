internal import Diagnostics
internal import KfuncModel

/// Reads `catalogue/RELEASE.json`.
enum CataloguesReader {
  /// What was read: the catalogues, oldest release first, what is wrong, and what the next reading need not read.
  struct Reading: Sendable {
    let catalogues: [ReleaseCatalogue]
    let memory: FileResults<Outcome>
    let diagnostics: [Diagnostic]
  }

  /// The catalogues of `tree`, of which nothing was read before; one that cannot be read is reported and left out.
  ///
  /// - Parameter isReadOnce: Whether nothing of the folder is ever let go: the process ends with what it read.
  static func read(from tree: ContentTree, memory: FileResults<Outcome>, isReadOnce: Bool) -> Reading {
    var (tree, memory) = (tree, memory)
    var diagnostics: [Diagnostic] = []
    let shared = SharedCatalogueParts(textsLast: isReadOnce)
    let results = tree.mapFiles(
      in: "catalogue", ending: ".json", limit: ContentTree.largestCatalogue, memory: &memory
    ) { file in
      catalogue(file, sharing: shared)
    }
    var catalogues: [ReleaseCatalogue] = []
    for result in results {
      switch result {
      case .success(let catalogue): catalogues.append(catalogue)
      case .failure(let diagnostic): diagnostics.append(diagnostic)
      }
    }
    return Reading(
      catalogues: catalogues.sorted { $0.release < $1.release }, memory: memory,
      diagnostics: diagnostics + tree.diagnostics)
  }

  /// A catalogue, or what is wrong with it.
  typealias Outcome = Result<ReleaseCatalogue, Diagnostic>

  private static func catalogue(_ file: ContentFile, sharing shared: SharedCatalogueParts) -> Outcome {
    do throws(Diagnostic) {
      let catalogue = try ReleaseCatalogue.read(file.bytes, file: file.path, sharing: shared)
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
